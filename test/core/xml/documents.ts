import fc from 'fast-check'

/** Generates well-formed documents with namespaces, references, CDATA, comments and every kind of white space. */

const name = fc.constantFrom('a', 'Name', 'Value', 'ParameterValueStruct', 'x_1', 'ü', 'b.c-d')
const prefix = fc.constantFrom('', 'p', 'cwmp', 'soap_env')

/** `>` never comes right behind `]`, so that no two pieces make the forbidden `]]>`. */
const rawText = fc.string({
  unit: fc.constantFrom('x', 'ä', '€', '😀', ' ', '\n', '\r\n', '\t', ']', 'x>', '"', "'", '=', '/'),
})
const reference = fc.constantFrom(
  '&amp;',
  '&lt;',
  '&gt;',
  '&quot;',
  '&apos;',
  '&#10;',
  '&#13;',
  '&#x20AC;',
  '&#128512;',
)
const cdata = fc.string({ unit: fc.constantFrom('x', '<', '&', ' ', '\r\n', ']', 'ü') })
const comment = fc.string({ unit: fc.constantFrom('x', '<', '&', ' ', 'ü', '>') })

const attributeValue = fc
  .array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom('x', 'ä', ' ', '\t', '\n', '\r\n', '>', "'", '=') }),
      reference,
    ),
  )
  .map((parts) => parts.join(''))

const declarations =
  'xmlns:p="urn:p" xmlns:cwmp="urn:dslforum-org:cwmp-1-0" xmlns:soap_env="http://schemas.xmlsoap.org/soap/envelope/"'

const attributes = fc
  .uniqueArray(fc.tuple(prefix, name, attributeValue), {
    selector: ([prefixed, local]) => `${prefixed}:${local}`,
    maxLength: 3,
  })
  .map((list) =>
    list
      .map(([prefixed, local, value]) => ` ${prefixed === '' ? '' : `${prefixed}:`}${local}="${value}"`)
      .join(''),
  )

const scope = fc.constantFrom('', '', ' xmlns="urn:default"', ' xmlns:p="urn:other"', ' xmlns=""')

const { node } = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    rawText,
    reference,
    cdata.map((text) => `<![CDATA[${text}]]>`),
    comment.map((text) => `<!--${text}-->`),
    fc.constant('<?pi some data?>'),
    tie('element'),
    tie('element'),
  ),
  element: fc
    .tuple(
      prefix,
      name,
      attributes,
      scope,
      fc.array(tie('node'), { maxLength: 5 }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([prefixed, local, attributeText, scopeText, content, gap]) => {
      const qualified = prefixed === '' ? local : `${prefixed}:${local}`
      const inner = content.join('')
      return inner === ''
        ? `<${qualified}${scopeText}${attributeText}${gap}/>`
        : `<${qualified}${scopeText}${attributeText}${gap}>${inner}</${qualified}${gap}>`
    }),
}))

export const documentText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0"?>'),
    attributes,
    fc.array(node, { maxLength: 6 }),
  )
  .map(([declaration, attributeText, content]) => {
    return `${declaration}<!-- top --><root ${declarations}${attributeText}>${content.join('')}</root>\n<!-- end -->`
  })

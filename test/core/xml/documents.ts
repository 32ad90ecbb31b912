import fc from 'fast-check'

/** What generated documents have in them beside elements. */
export interface DocumentFeatures {
  /** `&#10;` and the like, in text and attributes. */
  readonly characterReferences: boolean
  /** Tabs and line ends in attribute values. */
  readonly attributeLineEnds: boolean
  /** Processing instructions with anything in them. */
  readonly instructions: boolean
}

/** Whatever a well-formed document can have, but a DOCTYPE. */
export const everyFeature: DocumentFeatures = {
  characterReferences: true,
  attributeLineEnds: true,
  instructions: true,
}

const name = fc.constantFrom(
  'a',
  'Name',
  'Value',
  'ParameterValueStruct',
  'x_1',
  '_',
  'b.c-d',
  'ü',
  'Ωmega',
  '名前',
  'l·l',
  'e\u0301',
  '𐐷',
)
const prefix = fc.constantFrom('', '', 'p', 'cwmp', 'soap_env', 'é')

const plainReferences = ['&amp;', '&lt;', '&gt;', '&quot;', '&apos;']
const characterReferences = ['&#9;', '&#10;', '&#13;', '&#x20AC;', '&#x0A;', '&#128512;', '&#0065;', '&#xD;']

/** `>` never comes right behind `]`, so that no two pieces make the forbidden `]]>`. */
const rawText = fc.string({
  unit: fc.constantFrom(
    ...['x', 'ä', '€', '😀', '\u0085', '\u2028', '\ufffd', '\ufeff', '\u007f'],
    ...[' ', '\n', '\r', '\r\n', '\t', ']', 'x>', '"', "'", '=', '/', '--', '?>'],
  ),
})
const cdata = fc.string({
  unit: fc.constantFrom('x', '<', '</a>', '&', '&amp;', ' ', '\r', '\r\n', ']', 'ü', '😀'),
})
const comment = fc.string({ unit: fc.constantFrom('x', '<a>', '&', ' ', 'ü', '>', ']]>', '\r', '\r\n') })
const instruction = fc.string({ unit: fc.constantFrom('x', '<', '&', ' ', '>', '"', '\r\n', '😀') })

function attributesWith(features: DocumentFeatures): fc.Arbitrary<string> {
  const lineEnds = features.attributeLineEnds ? ['\t', '\n', '\r\n', '\r'] : []
  const references = features.characterReferences
    ? [...plainReferences, ...characterReferences]
    : plainReferences
  const piece = fc.constantFrom('x', 'ä', '😀', ' ', '>', '/>', '=', ']]>', ...lineEnds, ...references)
  const value = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const written = fc
    .tuple(fc.constantFrom('=', ' = ', '=\n'), fc.constantFrom('"', "'"), value)
    .map(([equals, quote, text]) => `${equals}${quote}${text}${quote}`)
  return fc
    .uniqueArray(fc.tuple(prefix, name, written), {
      // Prefixes may stand for the same namespace.
      selector: ([, local]) => local,
      maxLength: 3,
    })
    .map((list) =>
      list
        .map(([prefixed, local, rest]) => ` ${prefixed === '' ? '' : `${prefixed}:`}${local}${rest}`)
        .join(''),
    )
}

const allDeclarations =
  'xmlns:p="urn:p" xmlns:é="urn:p" xmlns:cwmp="urn:dslforum-org:cwmp-1-0" xmlns:soap_env="http://schemas.xmlsoap.org/soap/envelope/"'

/** Declarations of an element of its own: prefixes get other meanings, and lose the default namespace. */
const declarations = fc.constantFrom(
  '',
  '',
  '',
  ' xmlns="urn:default"',
  ' xmlns:p="urn:other"',
  ' xmlns=""',
  ' xmlns="urn:p" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"',
)

/** Well-formed documents with namespaces, references, CDATA, comments, instructions and every kind of white space. */
export function documentsWith(features: DocumentFeatures): fc.Arbitrary<string> {
  const attributes = attributesWith(features)
  const references = features.characterReferences
    ? [...plainReferences, ...characterReferences]
    : plainReferences
  const { node } = fc.letrec<{ node: string; element: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      rawText,
      fc.constantFrom(...references),
      cdata.map((text) => `<![CDATA[${text}]]>`),
      comment.map((text) => `<!--${text}-->`),
      features.instructions ? instruction.map((text) => `<?pi ${text}?>`) : fc.constant('<?pi?>'),
      tie('element'),
      tie('element'),
      // The same tags in two scopes: they mean something else in each.
      fc
        .tuple(declarations, tie('element'))
        .map(([declared, element]) => `${element}<scope${declared}>${element}${element}</scope>${element}`),
    ),
    element: fc
      .tuple(
        prefix,
        name,
        attributes,
        declarations,
        fc.array(tie('node'), { maxLength: 5 }),
        fc.constantFrom('', ' ', '\n', '\t\r\n'),
      )
      .map(([prefixed, local, attributeText, declared, content, gap]) => {
        const qualified = prefixed === '' ? local : `${prefixed}:${local}`
        const inner = content.join('')
        return inner === ''
          ? `<${qualified}${declared}${attributeText}${gap}/>`
          : `<${qualified}${attributeText}${declared}${gap}>${inner}</${qualified}${gap}>`
      }),
  }))
  return fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.0'?>"),
      attributes,
      fc.array(node, { maxLength: 6 }),
    )
    .map(
      ([mark, declaration, attributeText, content]) =>
        `${mark}${declaration}<!-- top --><root ${allDeclarations}${attributeText}>${content.join('')}</root>\n<!-- end -->`,
    )
}

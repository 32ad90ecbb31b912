import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { XmlDocument, XmlElement } from '../../../src/core/xml/index.js'
import { noElement, readXml } from '../../../src/core/xml/index.js'
import { documentsWith, everyFeature } from './documents.js'
import { fastXmlParserInfoset, ourInfoset, saxesInfoset, withoutNamespaces } from './infosets.js'

function rulesOf(text: string): string[] {
  return readXml(text).defects.map((defect) => defect.rule)
}

/** Elements as nested arrays of names with text, for comparing what was made of damage. */
function outline(document: XmlDocument, element: XmlElement = document.root): string {
  if (element === noElement) return ''
  const children = document.children(element).map((child) => outline(document, child))
  const inner = children.length > 0 ? children.join(' ') : JSON.stringify(document.value(element))
  return `${document.qualifiedName(element)}(${inner})`
}

/** The laws of places, for one element. */
function checkPlaces(document: XmlDocument, element: XmlElement): void {
  const { text } = document
  const name = document.qualifiedName(element)
  const start = document.start(element)
  expect(text.startsWith(`<${name}`, start)).toBe(true)
  expect(text.charAt(document.end(element) - 1)).toBe('>')
  let at = document.contentStart(element)
  let value = ''
  for (const item of document.contents(element)) {
    expect(item.start).toBe(at)
    at = item.end
    if (item.kind === 'element') expect(document.parent(item.element)).toBe(element)
    if (item.kind === 'text' || item.kind === 'cdata') value += item.value
  }
  expect(at).toBe(document.contentEnd(element))
  expect(document.value(element)).toBe(value)
  for (const attribute of document.attributes(element)) {
    expect(text.startsWith(attribute.qualifiedName, attribute.start)).toBe(true)
    expect(text.charAt(attribute.valueStart - 1)).toMatch(/["']/)
    expect(text.charAt(attribute.valueEnd)).toBe(text.charAt(attribute.valueStart - 1))
    expect(attribute.end).toBe(attribute.valueEnd + 1)
    expect(attribute.start).toBeGreaterThan(start)
    expect(attribute.end).toBeLessThan(document.contentStart(element))
  }
}

describe('reading well-formed documents', () => {
  it('gives the same infoset as saxes, and no defect', () => {
    fc.assert(
      fc.property(documentsWith(everyFeature), (text) => {
        const document = readXml(text)
        expect(document.defects).toEqual([])
        expect(ourInfoset(document)).toEqual(saxesInfoset(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('gives the same names, attributes and contents as fast-xml-parser, which knows no namespaces', () => {
    const documents = documentsWith({
      characterReferences: false,
      attributeLineEnds: false,
      instructions: false,
    })
    fc.assert(
      fc.property(documents, (text) => {
        expect(withoutNamespaces(ourInfoset(readXml(text)))).toEqual(fastXmlParserInfoset(text))
      }),
      { numRuns: 500 },
    )
  })

  // Where fast-xml-parser is not right. The content of processing instructions it takes for attributes, too.
  it.each([
    ['character references (XML 1.0 4.1)', '<a>&#65;&#x42;</a>', 'AB', '&#65;&#x42;'],
    ['line ends in attributes (XML 1.0 3.3.3)', '<a b="1\n2\t3"/>', '1 2 3', '1\n2\t3'],
  ])('reads %s in %j', (_, text, right, theirs) => {
    const valueOf = (info: ReturnType<typeof saxesInfoset>): unknown => {
      const [attribute] = info?.attributes ?? []
      return attribute?.[2] ?? info?.content[0]
    }
    const textOf = (value: string): unknown => (text.includes('=') ? value : { text: value })
    expect(valueOf(ourInfoset(readXml(text)))).toEqual(textOf(right))
    expect(valueOf(saxesInfoset(text))).toEqual(textOf(right))
    expect(valueOf(fastXmlParserInfoset(text))).toEqual(textOf(theirs))
  })

  it('gives places that tile each content, and cut names, attributes and values out of the source', () => {
    fc.assert(
      fc.property(documentsWith(everyFeature), (text) => {
        const document = readXml(text)
        for (let element = 0; element < document.elementCount; element++) checkPlaces(document, element)
      }),
      { numRuns: 300 },
    )
  })

  it('gives offsets that cut each element, attribute value and text out of the source', () => {
    const text = '<a x="1 &lt; 2">t1<b/>t2<!-- c --><c y=\'z\'>t3</c></a>'
    const document = readXml(text)
    const cut = (start: number, end: number): string => text.slice(start, end)
    const [b, c] = document.children(document.root)
    expect(cut(document.start(document.root), document.end(document.root))).toBe(text)
    expect(cut(document.start(b!), document.end(b!))).toBe('<b/>')
    expect(cut(document.start(c!), document.end(c!))).toBe("<c y='z'>t3</c>")
    expect(cut(document.contentStart(c!), document.contentEnd(c!))).toBe('t3')
    const x = document.findAttribute(document.root, 'x')!
    expect(cut(x.start, x.end)).toBe('x="1 &lt; 2"')
    expect(cut(x.valueStart, x.valueEnd)).toBe('1 &lt; 2')
    expect(x.value).toBe('1 < 2')
    const items = document.contents(document.root)
    expect(items.map((item) => [item.kind, cut(item.start, item.end)])).toEqual([
      ['text', 't1'],
      ['element', '<b/>'],
      ['text', 't2'],
      ['comment', '<!-- c -->'],
      ['element', "<c y='z'>t3</c>"],
    ])
  })

  it('counts lines and columns from 1, with any of the three line ends', () => {
    const document = readXml('<a>\n<b>\r\n<c>\r<d/></c></b></a>')
    const [b] = document.children(document.root)
    const [c] = document.children(b!)
    const [d] = document.children(c!)
    expect(document.positionAt(document.start(document.root))).toEqual({ line: 1, column: 1 })
    expect(document.positionAt(document.start(c!))).toEqual({ line: 3, column: 1 })
    expect(document.positionAt(document.start(d!))).toEqual({ line: 4, column: 1 })
  })

  it('scopes namespaces and takes them back at the end of an element', () => {
    const document = readXml('<a xmlns="u1" xmlns:p="u2"><b xmlns="u3"><p:c xmlns:p="u4"/></b><p:d/></a>')
    const [b, d] = document.children(document.root)
    const [c] = document.children(b!)
    const namespaces = [document.root, b!, c!, d!].map((element) => document.namespace(element))
    expect(namespaces).toEqual(['u1', 'u3', 'u4', 'u2'])
    expect(document.namespaceOfPrefix(c!, 'p')).toBe('u4')
    expect(document.namespaceOfPrefix(d!, 'p')).toBe('u2')
    expect(document.namespaceOfPrefix(d!, 'q')).toBeNull()
  })

  it('reads the XML declaration in any quotes', () => {
    expect(readXml(`<?xml version='1.0' encoding='UTF-8' standalone="no"?><a/>`).declaration).toEqual({
      version: '1.0',
      encoding: 'UTF-8',
      standalone: 'no',
    })
  })
})

describe('reading on after damage', () => {
  it.each([
    ['raw-ampersand', '<a>Tom & Jerry &</a>', 'a("Tom & Jerry &")'],
    ['unknown-entity', '<a>&nbsp;x</a>', 'a("&nbsp;x")'],
    ['illegal-character', '<a>x\u0002y</a>', 'a("x\\u0002y")'],
    ['illegal-character-reference', '<a>x&#2;y</a>', 'a("x\\u0002y")'],
    ['raw-less-than', '<a>1 < 2</a>', 'a("1 < 2")'],
    ['cdata-end-in-text', '<a>x]]>y</a>', 'a("x]]>y")'],
    ['missing-end-tag', '<a><b>x<c>y</c></a>', 'a(b(c("y")))'],
    ['mismatched-end-tag', '<a><b>x</d><c>y</c></a>', 'a(b("x") c("y"))'],
    ['mismatched-end-tag', '<p:a xmlns:p="u"><p:b><c/></q:b><d/></p:a>', 'p:a(p:b(c("")) d(""))'],
    ['stray-end-tag', '<a><b>x</b></b><c>y</c></a>', 'a(b("x") c("y"))'],
    ['malformed-end-tag', '<a><b>x</b t="1"><c>y</c></a>', 'a(b("x") c("y"))'],
    ['truncated', '<a><b>x</b><c>y', 'a(b("x") c("y"))'],
    ['truncated', '<a><b>x</b><c at', 'a(b("x"))'],
    ['truncated', '<a><b>x</b><!-- c', 'a(b("x"))'],
    ['text-before-root', 'POST / HTTP/1.1 <13> <a>x</a>', 'a("x")'],
    ['text-after-root', '<a>x</a> end', 'a("x")'],
    ['second-root', '<a>x</a><b/>', 'a("x")'],
    ['no-root', 'nothing here', ''],
    ['declaration-not-first', '\n<?xml version="1.0"?><a>x</a>', 'a("x")'],
    ['malformed-attribute', '<a b=1 c>x</a>', 'a("x")'],
    ['malformed-attribute', '<a><b t="x>y</b><c>z</c></a>', 'a(b("y") c("z"))'],
    ['malformed-markup', '<a><b <c>x</c></b></a>', 'a(b(c("x")))'],
    ['duplicate-attribute', '<a b="1" b="2">x</a>', 'a("x")'],
    ['undeclared-prefix', '<a><p:b>x</p:b></a>', 'a(p:b("x"))'],
    ['malformed-name', '<s:Body:Fault xmlns:s="u">x</s:Body:Fault>', 's:Body:Fault("x")'],
  ])('names %s in %j', (rule, text, expected) => {
    const document = readXml(text)
    expect(document.defects.map((defect) => defect.rule)).toContain(rule)
    expect(outline(document)).toBe(expected)
  })

  it('places each defect where it stands', () => {
    const text = '<a>x & y<b></c></a>'
    const places = readXml(text).defects.map(({ rule, offset, length }) => [
      rule,
      text.slice(offset, offset + length),
    ])
    expect(places).toEqual([
      ['raw-ampersand', '&'],
      ['mismatched-end-tag', '</c>'],
    ])
  })

  it('names what is wrong with a tag each time it comes', () => {
    expect(rulesOf('<a><b c=1/><b c=1/></a>')).toEqual(['malformed-attribute', 'malformed-attribute'])
  })

  it('names exactly the characters that XML 1.0 2.2 does not allow', () => {
    const unit = fc.oneof(
      fc.nat(0x20),
      fc.nat(0xffff),
      fc.integer({ min: 0xd7f0, max: 0xe010 }),
      fc.constant(0xfffe),
    )
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (units) => {
        const value = String.fromCharCode(...units.filter((code) => code !== 0x3c && code !== 0x26))
        const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(value)
        const found = rulesOf(`<a>${value}</a>`).includes('illegal-character')
        expect([
          found,
          rulesOf(`<a b="${value.replaceAll('"', '')}"/>`).includes('illegal-character'),
        ]).toEqual([!allowed, !allowed])
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses a DOCTYPE and keeps what stands before it', () => {
    const document = readXml('<a><b>x</b><!DOCTYPE a [<!ENTITY l "lol">]><c>&l;</c></a>')
    expect(outline(document)).toBe('a(b("x"))')
    expect(rulesOf('<!DOCTYPE html><html/>')).toEqual(['doctype-refused'])
  })

  it('keeps the first of two attributes of one name', () => {
    const document = readXml('<a b="1" b="2"/>')
    expect(document.attribute(document.root, 'b')).toBe('1')
  })
})

describe('limits', () => {
  it('stops at the depth limit with a defect and keeps what is above', () => {
    const document = readXml('<a>'.repeat(50_000), { depth: 10 })
    expect(document.elementCount).toBe(10)
    expect(document.defects.map((defect) => defect.rule)).toEqual(['limit-reached'])
  })

  it('stops at the element limit', () => {
    const document = readXml(`<r>${'<a/>'.repeat(100)}</r>`, { elements: 11 })
    expect(document.elementCount).toBe(11)
    expect(document.defects.map((defect) => defect.rule)).toEqual(['limit-reached'])
  })

  it('reads over attributes beyond the limit and cuts long values', () => {
    const many = Array.from({ length: 300 }, (_, index) => `a${index}="${index}"`).join(' ')
    const document = readXml(`<r ${many}/>`, { attributesPerElement: 5 })
    expect(document.attributeCount(document.root)).toBe(5)
    const long = readXml(`<r a="${'x'.repeat(100)}"/>`, { attributeLength: 10 })
    expect(long.attribute(long.root, 'a')).toBe('x'.repeat(10))
  })

  it('cuts text beyond the limit', () => {
    const document = readXml(`<r>${'x'.repeat(100)}</r>`, { textLength: 10 })
    expect(document.value(document.root)).toBe('x'.repeat(10))
    expect(document.defects.map((defect) => defect.rule)).toEqual(['limit-reached'])
  })

  it('lists no more defects than asked for, and counts the rest', () => {
    const document = readXml(`<r>${'& '.repeat(50)}</r>`, { defects: 3 })
    expect(document.defects).toHaveLength(3)
    expect(document.suppressedDefects).toBe(47)
  })
})

describe('time', () => {
  /** Each is hostile to one shortcut; doubling the text must not quadruple the time. */
  const hostile: readonly (readonly [string, (size: number) => string])[] = [
    ['nesting', (size) => '<a>'.repeat(size)],
    ['stray end tags', (size) => `${'<b>'.repeat(100)}${'</a>'.repeat(size)}`],
    ['ancestors closed early', (size) => `<r>${'<a><b></a>'.repeat(size)}</r>`],
    ['attributes', (size) => `<r ${Array.from({ length: size }, (_, i) => `a${i}=""`).join(' ')}/>`],
    ['raw ampersands', (size) => `<r>${'&'.repeat(size)}</r>`],
    ['unclosed quotes', (size) => `<r>${`<a b="<a b='`.repeat(size)}`],
    ['less-than signs', (size) => `<r>${'< '.repeat(size)}</r>`],
    ['mixed gaps', (size) => `<r>${'x<!---->&amp;<i/>'.repeat(size)}</r>`],
    ['namespaces', (size) => `<r>${'<a xmlns:p="u"><p:b/></a>'.repeat(size)}</r>`],
  ]

  it.each(hostile)('is linear for %s', (_, make) => {
    const text = make(100_000)
    const started = performance.now()
    const document = readXml(text)
    for (const root of document.roots.slice(0, 10)) document.value(root)
    // A quadratic reader takes minutes here; a linear one some 50 ms.
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

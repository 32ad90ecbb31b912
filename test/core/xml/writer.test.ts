import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createXmlWriter, isWritableText, readXml } from '../../../src/core/xml/index.js'

const plain = { declaration: false, pretty: false }

describe('writing XML', () => {
  it('gives back any text and attribute value through the reader', () => {
    const text = fc.string({ unit: 'binary' }).filter(isWritableText)
    fc.assert(
      fc.property(text, text, (content, value) => {
        const writer = createXmlWriter(plain)
        writer.leaf('a', content, [['b', value]])
        const document = readXml(writer.toString())
        expect(document.defects).toEqual([])
        expect(document.value(document.root)).toBe(content)
        expect(document.attribute(document.root, 'b')).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  it('puts a replacement for what XML cannot carry', () => {
    const writer = createXmlWriter(plain)
    writer.leaf('a', 'x\u0002y')
    expect(writer.toString()).toBe('<a>x\ufffdy</a>')
  })

  it('indents elements and never touches text', () => {
    const writer = createXmlWriter({ declaration: true, pretty: true })
    writer.open('a')
    writer.leaf('b', ' x ')
    writer.open('c', [['d', '1']])
    writer.close()
    writer.close()
    expect(writer.toString()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b> x </b>\n  <c d="1"/>\n</a>',
    )
  })

  it('refuses to close what is not open', () => {
    expect(() => createXmlWriter(plain).close()).toThrow('no open element')
  })
})

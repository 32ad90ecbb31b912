import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeXmlBytes } from '../../../src/core/xml/index.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const bytes: number[] = []
  const marked = mark ? `\ufeff${text}` : text
  for (let index = 0; index < marked.length; index++) {
    const code = marked.charCodeAt(index)
    bytes.push(...(littleEndian ? [code & 255, code >> 8] : [code >> 8, code & 255]))
  }
  return Uint8Array.from(bytes)
}

describe('choosing the encoding', () => {
  it.each([
    [
      'a UTF-8 mark over the HTTP charset',
      Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('<ä/>')),
      'iso-8859-1',
      'utf-8',
    ],
    ['a UTF-16 mark', utf16('<ä/>', true, true), undefined, 'utf-16le'],
    ['a UTF-16 big-endian mark', utf16('<ä/>', false, true), undefined, 'utf-16be'],
    ['UTF-16 without a mark by its zero bytes', utf16('<ä/>', true, false), undefined, 'utf-16le'],
    ['the HTTP charset', latin1('<ä/>'), 'ISO-8859-1', 'iso-8859-1'],
    ['UTF-8 by default', utf8('<ä/>'), undefined, 'utf-8'],
  ])('takes %s', (_, bytes, charset, encoding) => {
    const decoded = decodeXmlBytes(bytes, charset)
    expect(decoded.encoding).toBe(encoding)
    expect(decoded.text).toBe('<ä/>')
    expect(decoded.defects).toEqual([])
  })

  /** Each encoding with what names it, in the order in which the names count. */
  const written = (text: string, encoding: string): Uint8Array => {
    if (encoding === 'utf-8') return utf8(text)
    return encoding === 'iso-8859-1' ? latin1(text) : utf16(text, encoding === 'utf-16le', false)
  }
  const marks: Readonly<Record<string, readonly number[]>> = {
    'utf-8': [0xef, 0xbb, 0xbf],
    'utf-16le': [0xff, 0xfe],
    'utf-16be': [0xfe, 0xff],
  }

  it('decodes every text by its mark, else by the HTTP charset, else by the declaration', () => {
    const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'iso-8859-1']
    const encoding = fc.constantFrom(...encodings)
    const eightBit = fc.constantFrom('utf-8', 'iso-8859-1')
    const content = fc.string({
      unit: fc.constantFrom('x', 'ä', 'ÿ', '\u0080', '€', '😀', '名', '<b/>', '\r\n'),
    })
    fc.assert(
      fc.property(encoding, encoding, eightBit, content, (marked, charset, declared, inner) => {
        const text = (name: string): string => {
          const fitting = name === 'iso-8859-1' ? inner.replaceAll(/[^\0-\xff]/gu, '?') : inner
          return `<?xml version="1.0" encoding="${declared}"?><a>${fitting}</a>`
        }
        const mark = marks[marked]
        if (mark !== undefined) {
          const bytes = Uint8Array.of(...mark, ...written(text(marked), marked))
          expect(decodeXmlBytes(bytes, charset)).toEqual({
            text: text(marked),
            encoding: marked,
            decidedBy: 'byte-order-mark',
            defects: [],
          })
        }
        expect(decodeXmlBytes(written(text(charset), charset), charset)).toMatchObject({
          text: text(charset),
          encoding: charset,
          defects: [],
        })
        expect(decodeXmlBytes(written(text(declared), declared))).toEqual({
          text: text(declared),
          encoding: declared,
          decidedBy: 'xml-declaration',
          defects: [],
        })
      }),
      { numRuns: 500 },
    )
  })

  it('lets the HTTP charset win over the declaration, and the declaration over the default', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'
    expect(decodeXmlBytes(latin1(text)).text).toBe(text)
    expect(decodeXmlBytes(utf8(text), 'utf-8').text).toBe(text)
  })

  it('reads the declaration also behind white space', () => {
    expect(decodeXmlBytes(latin1(`\n <?xml version='1.0' encoding='latin1'?><a>ä</a>`)).encoding).toBe(
      'iso-8859-1',
    )
  })

  it('maps all 256 bytes of ISO-8859-1 to themselves, also 0x80 to 0x9F', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(decodeXmlBytes(bytes, 'iso-8859-1').text).toBe(String.fromCharCode(...bytes))
  })

  it('reports a charset it does not know and reads UTF-8', () => {
    const decoded = decodeXmlBytes(utf8('<ä/>'), 'koi8-r')
    expect(decoded.text).toBe('<ä/>')
    expect(decoded.defects.map((defect) => defect.rule)).toEqual(['unknown-charset'])
  })

  it('does not believe a UTF-16 charset for 8-bit text', () => {
    expect(decodeXmlBytes(utf8('<a/>'), 'utf-16').text).toBe('<a/>')
  })
})

describe('undecodable bytes', () => {
  it('keeps each as U+FFFD and says where it stood', () => {
    const bytes = Uint8Array.of(...utf8('<a>ä'), 0xff, ...utf8('b'), 0xc3, ...utf8('</a>'))
    const decoded = decodeXmlBytes(bytes)
    expect(decoded.text).toBe('<a>ä\ufffdb\ufffd</a>')
    expect(decoded.defects.map(({ offset, length }) => [offset, length])).toEqual([
      [4, 1],
      [6, 1],
    ])
    expect(decoded.defects[0]?.message).toContain('0xFF at byte 5')
  })

  it('decodes damaged UTF-8 to a text of the same good characters as the platform does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 20 }), (text, noise) => {
        const bytes = Uint8Array.of(0x20, ...utf8(text), 0xff, ...noise)
        const good = (decoded: string): string => decoded.replaceAll('\ufffd', '')
        expect(good(decodeXmlBytes(bytes).text)).toBe(
          good(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)),
        )
      }),
    )
  })
})

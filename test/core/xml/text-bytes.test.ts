import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeXmlBytes, textBytes } from '../../../src/core/xml/index.js'

const utf8 = new TextEncoder()

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = [
    ...(mark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  ]
  return Uint8Array.from(
    units.flatMap((unit) => (littleEndian ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff])),
  )
}

/** For every character: its bytes decode to it, and each of them leads back to it. */
function checkPlaces(bytes: Uint8Array, charset?: string): void {
  const decoded = decodeXmlBytes(bytes, charset)
  const { text } = decoded
  const places = textBytes(bytes, decoded)
  expect(places.byteAt(text.length)).toBe(bytes.length)
  for (let at = 0; at < text.length;) {
    const size = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    const from = places.byteAt(at)
    const to = places.byteAt(at + size)
    expect(to).toBeGreaterThan(from)
    for (let byte = from; byte < to; byte++) {
      const back = places.characterAt(byte)
      expect(back >= at && back < at + size, `byte ${byte} of character ${at}`).toBe(true)
    }
    at += size
  }
}

describe('bytes of characters', () => {
  it('are found in UTF-8, with and without byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (text, mark) => {
        const body = utf8.encode(`<a>${text}</a>`)
        checkPlaces(mark ? Uint8Array.from([0xef, 0xbb, 0xbf, ...body]) : body)
      }),
    )
  })

  it('are found where bytes could not be decoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) =>
        checkPlaces(Uint8Array.from([0x3c, 0x61, ...bytes]), 'utf-8'),
      ),
    )
  })

  it('are found in UTF-16 of both orders', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (text, littleEndian, mark) => checkPlaces(utf16(`<a>${text}</a>`, littleEndian, mark)),
      ),
    )
    checkPlaces(Uint8Array.from([...utf16('<a>', true, true), 0x41]))
  })

  it('are found in ISO-8859-1', () => {
    checkPlaces(Uint8Array.from([0x3c, 0xe9, 0xff, 0x3e]), 'iso-8859-1')
  })

  it('are found behind many checkpoints', () => {
    const bytes = utf8.encode(`<a>${'é😀x'.repeat(4000)}</a>`)
    const decoded = decodeXmlBytes(bytes)
    const places = textBytes(bytes, decoded)
    for (const at of [0, 1023, 1024, 1025, 8000, decoded.text.length - 1]) {
      const byte = places.byteAt(at)
      expect(decodeXmlBytes(bytes.subarray(0, byte)).text.length).toBe(
        // The second half of a pair begins where the pair does.
        /[\udc00-\udfff]/.test(decoded.text[at] ?? '') ? at - 1 : at,
      )
    }
  })

  it('stay inside of what there is', () => {
    const bytes = utf8.encode('é')
    const places = textBytes(bytes, decodeXmlBytes(bytes))
    expect([places.byteAt(-5), places.byteAt(99), places.characterAt(-5), places.characterAt(99)]).toEqual([
      0, 2, 0, 1,
    ])
    const empty = textBytes(new Uint8Array(), decodeXmlBytes(new Uint8Array()))
    expect([empty.byteAt(3), empty.characterAt(3)]).toEqual([0, 0])
  })
})

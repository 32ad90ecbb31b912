import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bodyPlaces,
  charsetOf,
  createHttpCutter,
  decodeBody,
  parseHead,
  splitMessage,
} from '../../../src/core/http/index.js'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const text = (data: Uint8Array) => String.fromCharCode(...data)
const chunkedHead = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'

function chunked(chunks: readonly string[], lineEnd: string): string {
  return `${chunks.map((chunk) => `${chunk.length.toString(16)}${lineEnd}${chunk}${lineEnd}`).join('')}0${lineEnd}${lineEnd}`
}

describe('places of a body', () => {
  it('are found in chunk framing, every byte and back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 5 }),
        fc.constantFrom('\r\n', '\n'),
        fc.nat(80),
        (chunks, lineEnd, cut) => {
          const head = bytes(chunkedHead)
          const whole = bytes(chunked(chunks, lineEnd))
          const body = whole.subarray(0, Math.max(0, whole.length - cut))
          const places = bodyPlaces(parseHead(head), body)
          const meant = decodeBody({ head, body }).bytes
          for (let at = 0; at < meant.length; at++) {
            const [range, ...more] = places.wireOf({ start: at, end: at + 1 })
            expect(more).toEqual([])
            expect(body[range!.start]).toBe(meant[at])
            expect(places.bodyAt(range!.start)).toBe(at)
          }
          const all = places.wireOf({ start: 0, end: meant.length })
          expect(all.map(({ start, end }) => text(body.subarray(start, end))).join('')).toBe(text(meant))
          // Framing and data together are all there is.
          const framed = places.framing.reduce((sum, { start, end }) => sum + end - start, 0)
          expect(framed + meant.length).toBe(body.length)
        },
      ),
    )
  })

  it('are the bytes themselves without chunk framing', () => {
    const places = bodyPlaces(parseHead(bytes('POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n')), bytes('abcd'))
    expect(places.wireOf({ start: 1, end: 3 })).toEqual([{ start: 1, end: 3 }])
    expect(places.bodyAt(2)).toBe(2)
    expect(places.framing).toEqual([])
    expect(bodyPlaces(null, bytes('abcd')).bodyAt(9)).toBe(4)
  })

  it('of a byte of the framing are those of the data behind it', () => {
    const body = bytes(chunked(['ab', 'cd'], '\r\n'))
    const places = bodyPlaces(parseHead(bytes(chunkedHead)), body)
    expect(places.bodyAt(0)).toBe(0)
    expect(places.bodyAt(5)).toBe(2)
    expect(places.bodyAt(body.length - 1)).toBe(4)
    expect(places.wireOf({ start: 1, end: 3 })).toEqual([
      { start: 4, end: 5 },
      { start: 10, end: 11 },
    ])
  })
})

describe('a recorded message', () => {
  it('is cut where its head ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '\r\n', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 100 Continue\n\n\r\n'),
        fc.constantFrom('\r\n', '\n'),
        fc.string({ unit: fc.constantFrom('a', '\r\n', '\n\n', ' '), maxLength: 6 }),
        (before, lineEnd, body) => {
          const head = `${before}HTTP/1.1 200 OK${lineEnd}Server: x${lineEnd}${lineEnd}`
          const cut = splitMessage(bytes(head + body))
          expect(text(cut.head)).toBe(head)
          expect(text(cut.body)).toBe(body)
        },
      ),
    )
  })

  it('is cut as the recorder cuts it', () => {
    const raw = bytes('POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab')
    const [message] = createHttpCutter('request').push(raw)
    expect(splitMessage(raw)).toEqual({ head: message!.head, body: message!.body })
  })

  it('is all head where nothing ends it', () => {
    expect(splitMessage(bytes('POST / HTTP/1.1\r\nHost: x')).body.length).toBe(0)
    expect(splitMessage(new Uint8Array()).head.length).toBe(0)
    expect(text(splitMessage(bytes('HTTP/1.1 100 Continue\r\n\r\n')).head)).toBe(
      'HTTP/1.1 100 Continue\r\n\r\n',
    )
  })

  it('says its character set', () => {
    const of = (value: string) => charsetOf({ headers: [['content-type', value]] })
    expect(of('text/xml; charset="utf-8"')).toBe('utf-8')
    expect(of('text/xml;CHARSET = ISO-8859-1;x=y')).toBe('ISO-8859-1')
    expect(of('text/xml')).toBeUndefined()
    expect(charsetOf(null)).toBeUndefined()
  })
})

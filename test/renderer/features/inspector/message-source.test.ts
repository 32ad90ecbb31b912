import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../../src/renderer/features/inspector/message-source.js'
import { unpack } from '../../../../src/renderer/features/inspector/unpack.js'

const xml = (value: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID>7</cwmp:ID></s:Header><s:Body><cwmp:Reboot><CommandKey>${value}</CommandKey></cwmp:Reboot></s:Body></s:Envelope>`

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const utf16 = (text: string) => {
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))]
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]))
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function message(headers: string, body: Uint8Array): Uint8Array {
  return join(utf8(`POST / HTTP/1.1\r\nHost: acs\r\n${headers}\r\n\r\n`), body)
}

function chunked(body: Uint8Array, size: number): Uint8Array {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size)
    chunks.push(utf8(`${chunk.length.toString(16)}\r\n`), chunk, utf8('\r\n'))
  }
  return join(...chunks, utf8('0\r\n\r\n'))
}

const key = ['body', 'CommandKey']

/** The bytes of the value as they were sent, and that they lead back to the value. */
async function checkPlaces(bytes: Uint8Array, encoded: Uint8Array): Promise<void> {
  const source = await readSource(bytes, unpack)
  const place = source.placeOf(key)!
  const characters = { start: place.valueStart, end: place.valueEnd }
  const ranges = source.wireBytesOf(characters)
  expect(join(...ranges.map(({ start, end }) => source.bytes.subarray(start, end)))).toEqual(encoded)
  const [first] = ranges
  const last = ranges.at(-1)
  if (!first || !last) return
  expect(source.charactersOfWire({ start: first.start, end: last.end })).toEqual(characters)
  for (let at = first.start; at < first.end; at++) {
    const found = source.targetOf(source.charactersOfWire({ start: at, end: at + 1 })!)
    expect(found?.path).toEqual(key)
  }
}

const value = fc
  .string({ unit: fc.constantFrom('a', 'é', '€', '😀', ' ', 'Z'), minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '')

describe('the bytes of a value', () => {
  it('are found behind the head and inside of chunks, whatever characters it has', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.integer({ min: 1, max: 90 }), async (text, size) => {
        const body = utf8(xml(text))
        await checkPlaces(message(`Content-Length: ${body.length}`, body), utf8(text))
        await checkPlaces(message('Transfer-Encoding: chunked', chunked(body, size)), utf8(text))
      }),
      { numRuns: 40 },
    )
  })

  it('are found in ISO-8859-1 and in UTF-16', async () => {
    const type = 'Content-Type: text/xml; charset=iso-8859-1'
    await checkPlaces(message(`${type}\r\nContent-Length: 999`, latin1(xml('Käse'))), latin1('Käse'))
    await checkPlaces(message('Content-Length: 9999', utf16(xml('Käse 😀'))), utf16('Käse 😀').subarray(2))
  })

  it('are none of the message where the body was packed, but of the unpacked body', async () => {
    const body = utf8(xml('packed'))
    const source = await readSource(message('Content-Encoding: gzip', gzipSync(body)), unpack)
    expect(source.coding).toBe('gzip')
    expect(source.problem).toBeNull()
    const { valueStart: start, valueEnd: end } = source.placeOf(key)!
    expect(source.wireBytesOf({ start, end })).toEqual([])
    const range = source.bodyBytesOf({ start, end })
    expect(source.body.subarray(range.start, range.end)).toEqual(utf8('packed'))
    expect(source.charactersOfBody(range)).toEqual({ start, end })
  })

  it('are told to be unreadable where unpacking fails, without failing itself', async () => {
    const broken = await readSource(message('Content-Encoding: gzip', utf8('no gzip')), unpack)
    expect(broken.problem).toContain('packed with gzip, but it is not')
    expect(broken.text).toBe('')
    const unknown = await readSource(message('Content-Encoding: br', utf8('x')), unpack)
    expect(unknown.problem).toBe('Nothing here undoes the content coding “br”.')
  })
})

describe('the bytes of a head', () => {
  it('are no characters of the body', async () => {
    const source = await readSource(message('Content-Length: 9', utf8(xml('a'))), unpack)
    expect(source.charactersOfWire({ start: 0, end: 4 })).toBeNull()
    expect(source.charactersOfWire({ start: source.headLength, end: source.headLength + 1 })).toEqual({
      start: 0,
      end: 1,
    })
  })
})

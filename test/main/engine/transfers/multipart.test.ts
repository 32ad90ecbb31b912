import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryOf, readFormFile } from '../../../../src/main/engine/transfers/multipart.js'

const form = (boundary: string, parts: readonly (readonly [head: string, content: Uint8Array])[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(([head, content]) => [
      Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])

const fileHead = (filename: string): string =>
  `Content-Disposition: form-data; name="file"; ${filename}\r\nContent-Type: application/octet-stream`

async function read(body: Buffer, boundary: string, pieces: readonly number[] = []) {
  const chunks: Buffer[] = []
  let at = 0
  for (const length of pieces) {
    chunks.push(body.subarray(at, at + length))
    at += length
  }
  chunks.push(body.subarray(at))
  const { name, content } = await readFormFile(
    Readable.from(chunks.filter(({ length }) => length > 0)),
    boundary,
  )
  const kept: Uint8Array[] = []
  for await (const bytes of content) kept.push(bytes)
  return { name, content: Buffer.concat(kept) }
}

describe('the file of a form', () => {
  it('comes as it was sent, however the body is cut, also when it looks like a boundary', async () => {
    const lookalike = fc.constantFrom('\r\n--b', '--b', '\r\n', '\r', '-', 'x')
    const content = fc
      .array(lookalike, { maxLength: 12 })
      .map((parts) => Buffer.from(parts.join('')))
      .filter(
        (bytes) => !bytes.includes('\r\n--bound') && !bytes.subarray(0, 7).equals(Buffer.from('--bound')),
      )
    await fc.assert(
      fc.asyncProperty(
        content,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 80 }),
        async (bytes, pieces) => {
          const body = form('bound', [
            ['Content-Disposition: form-data; name="note"', Buffer.from('hello')],
            [fileHead('filename="a.bin"'), bytes],
            [fileHead('filename="second.bin"'), Buffer.from('not this one')],
          ])
          const file = await read(body, 'bound', pieces)
          expect(file.name).toBe('a.bin')
          expect(file.content.equals(bytes)).toBe(true)
        },
      ),
    )
  })

  it.each([
    ['filename="with \\"quotes\\".bin"', 'with "quotes".bin'],
    ['filename=bare.bin', 'bare.bin'],
    ["filename*=UTF-8''na%C3%AFve.bin", 'naïve.bin'],
    ['filename="plain.bin"; filename*=UTF-8\'\'%FF', 'plain.bin'],
    ['filename=""', ''],
  ])('has the name of %s', async (filename, name) => {
    expect((await read(form('b', [[fileHead(filename), Buffer.from('x')]]), 'b')).name).toBe(name)
  })

  it.each([
    [
      'breaks off',
      form('b', [[fileHead('filename="f"'), Buffer.from('half')]]).subarray(0, -8),
      /breaks off/,
    ],
    ['has no file', form('b', [['Content-Disposition: form-data; name="n"', Buffer.from('x')]]), /no file/],
    ['has a head without end', Buffer.from(`--b\r\nX: ${'a'.repeat(20_000)}`), /head of a part/],
    [
      'holds megabytes beside its file',
      form('b', [
        ['Content-Disposition: form-data; name="n"', Buffer.alloc(2_000_000)],
        [fileHead('filename="f"'), Buffer.from('x')],
      ]),
      /too much beside/,
    ],
  ])('is refused where the form %s', async (_what, body, message) => {
    await expect(read(body, 'b')).rejects.toThrow(message)
  })
})

describe('the boundary of a form', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data; charset=x; boundary="a b"', 'a b'],
    ['application/octet-stream', null],
    [undefined, null],
  ])('of %s is %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary)
  })

  it('has to be there', () => {
    expect(() => boundaryOf('multipart/form-data')).toThrow(/no boundary/)
  })
})

import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBody, header, headerValues, latin1, parseHead } from '../../../src/core/http/index.js'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

describe('parseHead', () => {
  it('reads a request line and its headers in wire order, names as written', () => {
    expect(parseHead(bytes('POST /a b HTTP/1.1\r\nHOST: x\r\nSoapAction:\r\nhost:y\r\n\r\n'))).toEqual({
      startLine: 'POST /a b HTTP/1.1',
      method: 'POST',
      target: '/a b',
      version: '1.1',
      headers: [
        ['HOST', 'x'],
        ['SoapAction', ''],
        ['host', 'y'],
      ],
    })
  })

  it('joins folded lines and keeps a line without a colon', () => {
    const head = parseHead(bytes('HTTP/1.1 200 OK\r\nA: 1\r\n\t2\r\nB:\r\n  3\r\nnonsense\r\n\r\n'))
    expect(head?.headers).toEqual([
      ['A', '1 2'],
      ['B', '3'],
      ['nonsense', ''],
    ])
  })

  it('skips empty lines and interim responses, but shows an interim one that stands alone', () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\n'
    expect(parseHead(bytes(`\r\n${interim}HTTP/1.1 204 No Content\r\n\r\n`))?.status).toBe(204)
    expect(parseHead(bytes(interim))?.status).toBe(100)
  })

  it.each([
    '',
    '\r\n\r\n',
    'hello',
    'GET /',
    'GET / HTTP/x\r\n\r\n',
    'G(T / HTTP/1.1\r\n\r\n',
    'HTTP/1.1 OK\r\n\r\n',
  ])('says that %j is not HTTP', (text) => expect(parseHead(bytes(text))).toBeNull())

  it('reads bytes beyond ASCII one by one, 0x80 to 0x9F too', () => {
    expect(parseHead(bytes('GET / HTTP/1.1\r\nX: \x80\x9f\xe4\r\n\r\n'))?.headers).toEqual([
      ['X', '\x80\x9f\xe4'],
    ])
  })

  it('is linear in hostile lines', () => {
    expect(parseHead(bytes(`POST ${' x'.repeat(200_000)}`))).toBeNull()
    expect(parseHead(bytes(`POST /${' '.repeat(400_000)}x`))).toBeNull()
    expect(parseHead(bytes(`GET / HTTP/1.1\r\nA: 1${'\r\n 2'.repeat(100_000)}`))?.headers).toHaveLength(1)
  })
})

describe('header', () => {
  const head = parseHead(bytes('GET / HTTP/1.1\r\nSet-Cookie: a=1\r\nx: 1\r\nSET-COOKIE: b=2\r\n\r\n'))
  it('joins values of the same name, compared without case', () => {
    expect(head && header(head, 'set-cookie')).toBe('a=1, b=2')
    expect(head && headerValues(head, 'Set-Cookie')).toEqual(['a=1', 'b=2'])
    expect(head && header(head, 'y')).toBeUndefined()
  })
})

describe('decodeBody', () => {
  const decode = (fields: string, body: string | Uint8Array, inflate?: Parameters<typeof decodeBody>[1]) => {
    const wire = {
      head: bytes(`POST / HTTP/1.1\r\n${fields}\r\n`),
      body: typeof body === 'string' ? bytes(body) : body,
    }
    const { bytes: decoded, problem } = decodeBody(wire, inflate)
    return { text: latin1(decoded), problem }
  }
  const gunzip = (coding: string, data: Uint8Array): Uint8Array => {
    if (coding !== 'gzip') throw new Error(`no decoder for ${coding}`)
    return gunzipSync(data)
  }

  it('gives a plain body as it is', () => {
    expect(decode('Content-Length: 5\r\n', 'hello')).toEqual({ text: 'hello', problem: null })
  })

  it('takes chunk framing off, extensions and trailers with it', () => {
    expect(decode('Transfer-Encoding: chunked\r\n', '2;x\r\nhe\r\n3\nllo\n0\r\nT: 1\r\n\r\n')).toEqual({
      text: 'hello',
      problem: null,
    })
  })

  it.each([
    ['2\r\nhe\r\n', 'he', 'The chunked body ended before its last chunk.'],
    ['2\r\nhe\r\n9\r\nl', 'hel', 'The body ended inside the chunk at byte 7.'],
    ['2\r\nhe\r\nxx\r\nllo', 'he', 'The chunk at byte 7 of the body does not start with a size.'],
    ['2\r\nhello\r\n0\r\n\r\n', 'he', 'The chunk at byte 3 is longer than its size of 2.'],
  ])('keeps what could be read of %j and says what is wrong', (body, text, problem) => {
    expect(decode('Transfer-Encoding: chunked\r\n', body)).toEqual({ text, problem })
  })

  it('says how much of a body is missing', () => {
    expect(decode('Content-Length: 9\r\n', 'hello')).toEqual({
      text: 'hello',
      problem: 'The body ended after 5 of 9 bytes.',
    })
  })

  it('says that a length cannot be believed', () => {
    expect(decode('Content-Length: x\r\n', 'hello').problem).toContain('does not say where the body ends')
  })

  it('undoes content codings after chunking, the last applied first', () => {
    const twice = gzipSync(gzipSync(bytes('hello')))
    const framed = Buffer.concat([bytes(`${twice.length.toString(16)}\r\n`), twice, bytes('\r\n0\r\n\r\n')])
    expect(
      decode('Transfer-Encoding: chunked\r\nContent-Encoding: x-gzip, GZIP\r\n', framed, gunzip),
    ).toEqual({
      text: 'hello',
      problem: null,
    })
  })

  it('keeps the bytes of a coding it cannot undo and says so', () => {
    const fields = (coding: string) => `Content-Length: 5\r\nContent-Encoding: ${coding}\r\n`
    expect(decode(fields('compress'), 'hello', gunzip)).toEqual({
      text: 'hello',
      problem: 'The body is coded with compress and could not be decoded: no decoder for compress.',
    })
    expect(decode(fields('gzip'), 'hello')).toEqual({
      text: 'hello',
      problem: 'The body is coded with gzip, which cannot be undone here.',
    })
  })

  it('gives the body of what is not HTTP as it is', () => {
    expect(latin1(decodeBody({ head: bytes('x'), body: bytes('y') }).bytes)).toBe('y')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createHttpCutter,
  header,
  latin1,
  type CutterOptions,
  type WireMessage,
} from '../../../src/core/http/index.js'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Everything the cutter gives for a stream that comes in these pieces. */
function cutAll(
  side: 'request' | 'response',
  pieces: readonly Uint8Array[],
  options?: CutterOptions,
): WireMessage[] {
  const cutter = createHttpCutter(side, options)
  const messages = pieces.flatMap((piece) => cutter.push(piece))
  const last = cutter.end()
  return last ? [...messages, last] : messages
}

const cut = (side: 'request' | 'response', text: string, options?: CutterOptions) =>
  cutAll(side, [bytes(text)], options)

const shown = (messages: readonly WireMessage[]) =>
  messages.map(({ head, body, parsed, complete }) => ({
    head: latin1(head),
    body: latin1(body),
    line: parsed?.startLine ?? null,
    complete,
  }))

const POST = 'POST /acs HTTP/1.1\r\nHost: acs\r\nContent-Length: 5\r\n\r\n'

describe('cutting requests', () => {
  it('ends the head behind the empty line and the body by Content-Length', () => {
    expect(shown(cut('request', `${POST}hello`))).toEqual([
      { head: POST, body: 'hello', line: 'POST /acs HTTP/1.1', complete: true },
    ])
  })

  it('gives several messages of one push, in order', () => {
    const empty = 'POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n'
    const get = 'GET /x HTTP/1.0\r\n\r\n'
    expect(shown(cut('request', `${POST}hello${empty}${get}`)).map(({ head }) => head)).toEqual([
      POST,
      empty,
      get,
    ])
  })

  it('keeps chunk framing, extensions and trailers in the body', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
    const body = '5;name="v"\r\nhello\r\nA\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n'
    expect(shown(cut('request', `${head}${body}${POST}world`))).toEqual([
      { head, body, line: 'POST / HTTP/1.1', complete: true },
      { head: POST, body: 'world', line: 'POST /acs HTTP/1.1', complete: true },
    ])
  })

  it('tolerates bare LF line ends in head and chunk framing', () => {
    const head = 'POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n'
    const body = '5\nhello\n0\n\n'
    expect(shown(cut('request', head + body))).toEqual([
      { head, body, line: 'POST / HTTP/1.1', complete: true },
    ])
  })

  it('puts empty lines before a request into its head and makes no message of those at the end', () => {
    expect(shown(cut('request', `\r\n\n${POST}hello\r\n`))).toEqual([
      { head: `\r\n\n${POST}`, body: 'hello', line: 'POST /acs HTTP/1.1', complete: true },
    ])
  })

  it('keeps what is not HTTP, unparsed, until the stream ends', () => {
    const hello = '\x16\x03\x01\x02\x00\n\x01\r\n\r\nGET / HTTP/1.1\r\n\r\n'
    expect(shown(cut('request', hello))).toEqual([{ head: hello, body: '', line: null, complete: false }])
  })

  it('takes a response on the request side for garbage', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
    expect(shown(cut('request', text))).toEqual([{ head: text, body: '', line: null, complete: false }])
  })

  it('gives a message the stream stopped inside, with what its head says so far', () => {
    expect(shown(cut('request', `${POST}hel`))).toEqual([
      { head: POST, body: 'hel', line: 'POST /acs HTTP/1.1', complete: false },
    ])
    expect(shown(cut('request', 'POST / HTTP/1.1\r\nHost: a'))).toEqual([
      { head: 'POST / HTTP/1.1\r\nHost: a', body: '', line: 'POST / HTTP/1.1', complete: false },
    ])
  })

  it.each([
    ['two different lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n'],
    ['a length that is no number', 'Content-Length: five\r\n'],
    ['a transfer coding that does not end with chunked', 'Transfer-Encoding: gzip\r\n'],
  ])('reads on to the end where nobody can tell where the body ends: %s', (_, field) => {
    const head = `POST / HTTP/1.1\r\n${field}\r\n`
    expect(shown(cut('request', `${head}hello${POST}`))).toEqual([
      { head, body: `hello${POST}`, line: 'POST / HTTP/1.1', complete: false },
    ])
  })

  it('accepts the same length given twice', () => {
    const head = 'POST / HTTP/1.1\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\n'
    expect(cut('request', `${head}hello${POST}world`)).toHaveLength(2)
  })

  it('keeps a body whose chunk framing breaks, as incomplete', () => {
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
    for (const body of ['zz\r\nhello', '5\r\nhello!\r\n0\r\n\r\n']) {
      expect(shown(cut('request', head + body))).toEqual([
        { head, body, line: 'POST / HTTP/1.1', complete: false },
      ])
    }
  })

  it('cuts a body at the limit, skips its rest and goes on with the next message', () => {
    const messages = cut('request', `${POST}hello${POST}world`, { maxBodyBytes: 3 })
    expect(shown(messages).map(({ body, complete }) => ({ body, complete }))).toEqual([
      { body: 'hel', complete: false },
      { body: 'wor', complete: false },
    ])
  })

  it('gives a body of exactly the limit whole', () => {
    expect(cut('request', `${POST}hello`, { maxBodyBytes: 5 })[0]?.complete).toBe(true)
  })

  it('takes a head over its limit for garbage and keeps no more than both limits together', () => {
    const endless = `GET / HTTP/1.1\r\nX: ${'x'.repeat(500)}`
    expect(shown(cut('request', endless, { maxHeadBytes: 100, maxBodyBytes: 50 }))).toEqual([
      { head: endless.slice(0, 150), body: '', line: null, complete: false },
    ])
  })

  it('counts pending bytes, but not the empty lines between messages', () => {
    const cutter = createHttpCutter('request')
    expect(cutter.push(bytes('\r\n'))).toEqual([])
    expect(cutter.pendingBytes).toBe(0)
    cutter.push(bytes('PO'))
    expect(cutter.pendingBytes).toBe(4)
    cutter.push(bytes('ST / HTTP/1.1\r\n\r\n'))
    expect(cutter.pendingBytes).toBe(0)
  })

  it('tells the head of the message under way as soon as it is there', () => {
    const cutter = createHttpCutter('request')
    cutter.push(bytes(POST.slice(0, -1)))
    expect(cutter.pendingHead).toBeNull()
    cutter.push(bytes('\nhel'))
    expect(cutter.pendingHead?.target).toBe('/acs')
    expect(cutter.push(bytes('lo'))).toHaveLength(1)
    expect(cutter.pendingHead).toBeNull()
  })

  it('gives up the message under way when it was answered early, and finds the next one', () => {
    const cutter = createHttpCutter('request')
    expect(cutter.cut()).toBeNull()
    cutter.push(bytes(`${POST}he`))
    const early = cutter.cut()
    expect(early && shown([early])).toEqual([
      { head: POST, body: 'he', line: 'POST /acs HTTP/1.1', complete: false },
    ])
    expect(cutter.skipping).toBe(true)
    expect(cutter.pendingBytes).toBe(0)
    expect(cutter.cut()).toBeNull()
    expect(shown(cutter.push(bytes(`llo${POST}world`))).map(({ body }) => body)).toEqual(['world'])
    expect(cutter.skipping).toBe(false)
  })
})

describe('cutting responses', () => {
  it.each([204, 304])('gives %i no body', (status) => {
    const head = `HTTP/1.1 ${status} X\r\nContent-Length: 5\r\n\r\n`
    const next = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
    expect(shown(cut('response', head + next)).map((message) => message.head)).toEqual([head, next])
  })

  it('gives the response to HEAD no body', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'
    const cutter = createHttpCutter('response', { requestMethod: () => 'HEAD' })
    expect(cutter.push(bytes(head))).toHaveLength(1)
  })

  it('puts interim responses in front of the final head, whose facts are read', () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n'
    const final = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'
    const [message] = cut('response', `${interim}${final}ok`)
    expect(message && latin1(message.head)).toBe(interim + final)
    expect(message?.parsed?.status).toBe(200)
    expect(message?.parsed && header(message.parsed, 'Link')).toBeUndefined()
  })

  it('hands out interim responses before the final one, each once', () => {
    const cutter = createHttpCutter('response')
    cutter.push(bytes('HTTP/1.1 100 Continue\r\n\r'))
    expect(cutter.takeInterim()).toBeNull()
    cutter.push(bytes('\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 2'))
    expect(latin1(cutter.takeInterim() ?? bytes(''))).toBe(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n',
    )
    expect(cutter.takeInterim()).toBeNull()
  })

  it('ends a response without length where the connection ends, complete', () => {
    const head = 'HTTP/1.0 200 OK\r\n\r\n'
    expect(shown(cut('response', `${head}all of it`))).toEqual([
      { head, body: 'all of it', line: 'HTTP/1.0 200 OK', complete: true },
    ])
  })

  it('reads a status line without a reason', () => {
    expect(cut('response', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n')[0]?.parsed?.status).toBe(200)
  })
})

describe('laws', () => {
  const token = fc.stringMatching(/^[A-Za-z-]{1,8}$/)
  const text = fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 40,
  })
  const lineEnd = fc.constantFrom('\r\n', '\n')
  const message = fc
    .record({
      side: fc.constantFrom('request', 'response'),
      method: token,
      eol: lineEnd,
      body: text,
      chunked: fc.boolean(),
      interim: fc.boolean(),
    })
    .map(({ method, eol, body, chunked, interim }) => ({
      eol,
      request: `${method} /${method} HTTP/1.1${eol}`,
      response: `${interim ? `HTTP/1.1 100 Continue${eol}${eol}` : ''}HTTP/1.1 200 OK${eol}`,
      rest: chunked
        ? `Transfer-Encoding: chunked${eol}${eol}${chunk(body, eol)}0${eol}${eol}`
        : `Content-Length: ${body.length}${eol}${eol}${body}`,
    }))
  const chunk = (body: string, eol: string) =>
    body === '' ? '' : `${body.length.toString(16)}${eol}${body}${eol}`
  const stream = fc.oneof(
    fc.array(message, { maxLength: 4 }).map((all) => all.map((one) => one.request + one.rest).join('')),
    fc.array(message, { maxLength: 4 }).map((all) => all.map((one) => one.response + one.rest).join('')),
    text,
  )
  const limits = fc.record(
    { maxHeadBytes: fc.integer({ min: 1, max: 120 }), maxBodyBytes: fc.integer({ min: 0, max: 60 }) },
    { requiredKeys: [] },
  )
  const side = fc.constantFrom('request' as const, 'response' as const)

  it('gives the same messages however the bytes are split', () => {
    fc.assert(
      fc.property(
        side,
        stream,
        fc.array(fc.nat(400), { maxLength: 8 }),
        limits,
        (which, all, cuts, options) => {
          const data = bytes(all)
          const at = [
            ...new Set([0, ...cuts.map((cutAt) => Math.min(cutAt, data.length)), data.length]),
          ].sort((a, b) => a - b)
          const pieces = at.slice(1).map((end, index) => data.subarray(at[index], end))
          const single = Array.from(data, (byte) => Uint8Array.of(byte))
          const whole = shown(cutAll(which, [data], options))
          expect(shown(cutAll(which, pieces, options))).toEqual(whole)
          expect(shown(cutAll(which, single, options))).toEqual(whole)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('loses no byte: the messages joined are the stream, but for empty lines at its end', () => {
    fc.assert(
      fc.property(side, stream, (which, all) => {
        const joined = shown(cut(which, all))
          .map(({ head, body }) => head + body)
          .join('')
        expect(all.startsWith(joined)).toBe(true)
        expect(all.slice(joined.length)).toMatch(/^[\r\n]*$/)
      }),
      { numRuns: 500 },
    )
  })

  it('takes a message of several megabytes in small pieces without slowing down', () => {
    const size = 8 * 1024 * 1024
    const piece = new Uint8Array(1400).fill(65)
    const cutter = createHttpCutter('request')
    cutter.push(bytes(`POST / HTTP/1.1\r\nContent-Length: ${size}\r\n\r\n`))
    const messages: WireMessage[] = []
    for (let sent = 0; sent < size; sent += piece.length) {
      messages.push(...cutter.push(piece.subarray(0, Math.min(piece.length, size - sent))))
    }
    expect(messages.map((message) => message.body.length)).toEqual([size])
  })
})

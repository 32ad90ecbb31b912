import { STATUS_CODES, type ServerResponse } from 'node:http'
import { writeSetCookie, type SetCookie } from '../../../core/http/index.js'

type Headers = Readonly<Record<string, string | readonly string[]>>

/** What a 415 says would have been read (RFC 9110 12.5.3). */
const acceptedCodings = { 'Accept-Encoding': 'gzip, deflate' }

/** The one answer to a request. */
export class Reply {
  readonly #response: ServerResponse
  /** Resolves when the answer has left, or cannot leave any more. */
  readonly sent: Promise<void>

  constructor(response: ServerResponse) {
    this.#response = response
    this.sent = new Promise((resolve) => {
      response.once('close', resolve)
    })
  }

  get done(): boolean {
    return this.#response.headersSent
  }

  /** 200 with an envelope (TR-069a6 3.4.6). `cookie` is set for the length of the session. */
  envelope(xml: string, cookie: SetCookie | null, chunked = false): void {
    const body = Buffer.from(xml, 'utf8')
    this.#response.writeHead(200, {
      'Content-Type': 'text/xml; charset=utf-8',
      // HTTP/1.0 knows no chunks.
      ...(chunked && this.#response.useChunkedEncodingByDefault ? {} : { 'Content-Length': body.length }),
      ...(cookie === null ? {} : { 'Set-Cookie': writeSetCookie(cookie) }),
    })
    if (chunked) {
      // Two chunks and more: one alone would be too easily read.
      const half = Math.ceil(body.length / 2)
      this.#response.write(body.subarray(0, half))
      this.#response.end(body.subarray(half))
    } else this.#response.end(body)
  }

  /** Nothing to say: 204 (TR-069a6 3.4.6), or 200 with no body for CPEs that wait for that. */
  empty(status: 200 | 204): void {
    // Without its length the empty 200 would be chunked; a 204 must not have one (RFC 9110 8.6).
    this.#response.writeHead(status, status === 200 ? { 'Content-Length': 0 } : {})
    this.#response.end()
  }

  /** 401: who are you? Each challenge in a header of its own: many CPEs read one of a list only. */
  challenge(challenges: readonly string[], text: string): void {
    this.text(401, text, { 'WWW-Authenticate': challenges })
  }

  /** 302 or 307: the same POST is to come again, to `url` (TR-069a6 3.4.2). */
  redirect(status: 302 | 307, url: string): void {
    this.text(status, `This session goes on at ${url}`, { Location: url })
  }

  text(status: number, text: string, headers: Headers = {}): void {
    const body = Buffer.from(`${String(status)} ${STATUS_CODES[status] ?? ''}\n${text}\n`, 'utf8')
    this.#head(
      status,
      'text/plain; charset=utf-8',
      body.length,
      status === 415 ? { ...acceptedCodings, ...headers } : headers,
    )
    this.#response.end(body)
  }

  html(html: string): void {
    const body = Buffer.from(html, 'utf8')
    this.#head(200, 'text/html; charset=utf-8', body.length, {
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
    this.#response.end(body)
  }

  #head(status: number, type: string, length: number, headers: Headers): void {
    this.#response.writeHead(status, {
      'Content-Type': type,
      'Content-Length': length,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    })
  }
}

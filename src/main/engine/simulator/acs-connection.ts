import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { createCookieJar } from './cookie-jar.js'
import { authorizationFor } from './http-authorization.js'
import type { Random } from './random.js'

/** One HTTP response as the session sees it: authentication and redirects are already done. */
export interface AcsAnswer {
  readonly status: number
  readonly contentType: string | undefined
  readonly body: Uint8Array
}

/** No HTTP response came of a POST. The message is a sentence without its full stop. */
export class AcsConnectionError extends Error {
  override readonly name = 'AcsConnectionError'
  constructor(
    message: string,
    /** True: not even a TCP connection. */
    readonly unreachable: boolean,
  ) {
    super(message)
  }
}

/** The HTTP side of one CWMP session: own connection, cookies and authentication, all forgotten at its end. */
export interface AcsConnection {
  /** Posts an envelope, or an empty body for null. Throws `AcsConnectionError`. */
  post(envelope: string | null): Promise<AcsAnswer>
  /** Milliseconds each HTTP exchange took, in order. */
  readonly exchangeMs: readonly number[]
  close(): void
}

export interface AcsConnectionOptions {
  readonly url: string
  readonly username: string
  readonly password: string
  readonly random: Random
  /** How long to wait for a response. TR-069a6 3.7.1.4 asks for at least 30 s. */
  readonly timeoutMs?: number
}

/** TR-069a6 3.4.2: up to five redirects in a row must be followed. */
const maxRedirects = 5
const maxAnswerBytes = 64 * 1024 * 1024

export function createAcsConnection(options: AcsConnectionOptions): AcsConnection {
  const { username, password, random, timeoutMs = 30_000 } = options
  const agents = {
    http: new Agent({ keepAlive: true, maxSockets: 1 }),
    https: new TlsAgent({ keepAlive: true, maxSockets: 1 }),
  }
  const cookies = createCookieJar()
  const exchangeMs: number[] = []
  let url = parseUrl(options.url)
  let authorization: ((url: URL, method: string) => string) | null = null
  let closed = false

  async function post(envelope: string | null): Promise<AcsAnswer> {
    const body = envelope === null ? null : Buffer.from(envelope, 'utf8')
    let redirects = 0
    let challenged = false
    for (;;) {
      const answer = await exchange(body)
      const { response } = answer
      const status = response.statusCode ?? 0
      if (status === 401) {
        const next = authorizationFor(response, { username, password, random })
        const stale = next?.stale === true && !challenged
        if (challenged || (authorization !== null && !stale)) {
          throw new AcsConnectionError('the ACS refused the username and password (HTTP 401)', false)
        }
        if (next === null) {
          throw new AcsConnectionError(
            'the ACS asks for an authentication that is neither digest nor basic',
            false,
          )
        }
        if (username === '') {
          throw new AcsConnectionError('the ACS asks for a username and password, and none was given', false)
        }
        authorization = next.write
        challenged = true
        continue
      }
      if (status === 302 || status === 307) {
        const { location } = response.headers
        if (location === undefined)
          throw new AcsConnectionError(`the ACS answered ${status} without a Location`, false)
        if (++redirects > maxRedirects) {
          throw new AcsConnectionError(`the ACS redirected more than ${maxRedirects} times`, false)
        }
        // For the rest of this session only; ManagementServer.URL stays as it is (TR-069a6 3.4.2).
        url = parseUrl(location, url)
        authorization = null
        challenged = false
        continue
      }
      return { status, contentType: response.headers['content-type'], body: answer.body }
    }
  }

  /** One HTTP exchange. A kept connection that turns out closed is replaced by a new one, once. */
  async function exchange(body: Buffer | null): Promise<RawAnswer> {
    if (closed) throw new AcsConnectionError('the CPE was stopped', false)
    const startedAt = performance.now()
    const headers = {
      'User-Agent': 'CWMP-Workbench-CPE',
      ...(body === null
        ? { 'Content-Length': '0' }
        : {
            'Content-Type': 'text/xml; charset=utf-8',
            SOAPAction: '',
            'Content-Length': String(body.length),
          }),
      ...optional('Cookie', cookies.header(url)),
      ...optional('Authorization', authorization?.(url, 'POST') ?? null),
    }
    const attempt = (): Promise<RawAnswer> => send(url, agents, headers, body, timeoutMs)
    const answer = await attempt().catch((error: unknown) => {
      if (error instanceof ClosedWhileIdle && !closed) return attempt()
      if (error instanceof ClosedWhileIdle) throw new AcsConnectionError('the CPE was stopped', false)
      throw error
    })
    exchangeMs.push(performance.now() - startedAt)
    cookies.take(url, answer.response.headers['set-cookie'] ?? [])
    return answer
  }

  return {
    post,
    exchangeMs,
    close() {
      closed = true
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

interface RawAnswer {
  readonly response: IncomingMessage
  readonly body: Uint8Array
}

/** The server closed a kept connection before it took the request. */
class ClosedWhileIdle extends Error {
  override readonly name = 'ClosedWhileIdle'
}

function send(
  url: URL,
  agents: { readonly http: Agent; readonly https: TlsAgent },
  headers: Record<string, string>,
  body: Buffer | null,
  timeoutMs: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let connected = false
    const settings = { method: 'POST', headers, timeout: timeoutMs }
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...settings, agent: agents.https })
        : httpRequest(url, { ...settings, agent: agents.http })
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (connected = true))
      else connected = true
    })
    request.on('timeout', () => {
      request.destroy(
        new AcsConnectionError(`no answer from ${url.href} within ${timeoutMs / 1000} s`, !connected),
      )
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof AcsConnectionError) reject(error)
      else if (request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
        reject(new ClosedWhileIdle(error.message))
      } else reject(new AcsConnectionError(describe(error, url, connected), !connected))
    })
    request.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        parts.push(part)
        if (size > maxAnswerBytes) {
          request.destroy(new AcsConnectionError(`an answer of more than ${maxAnswerBytes} bytes`, false))
        }
      })
      response.on('end', () => resolve({ response, body: Buffer.concat(parts) }))
      response.on('error', (error) => reject(new AcsConnectionError(describe(error, url, true), false)))
    })
    request.end(body ?? undefined)
  })
}

function describe(error: NodeJS.ErrnoException, url: URL, connected: boolean): string {
  if (connected) return `the connection to ${url.href} broke (${error.message || (error.code ?? 'closed')})`
  switch (error.code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${url.href} (connection refused)`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name of ${url.href} is unknown`
    default:
      return `${url.href} cannot be reached (${error.code ?? error.message})`
  }
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AcsConnectionError(`"${text}" is no http or https URL`, true)
  }
  return url
}

const optional = (name: string, value: string | null): Record<string, string> =>
  value === null ? {} : { [name]: value }

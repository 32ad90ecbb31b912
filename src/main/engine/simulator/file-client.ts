import { createHash } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { authorizationFor, type Authorization, type AuthorizationFacts } from './http-authorization.js'

/** Why a file could not be moved: the fault code of TransferComplete (TR-069a6 A.5.1), and the words for it. */
export class TransferFailure extends Error {
  override readonly name = 'TransferFailure'

  constructor(
    readonly code: 9010 | 9011 | 9012 | 9015 | 9016 | 9017 | 9018,
    message: string,
  ) {
    super(message)
  }
}

/** What was fetched. Its bytes are not kept. */
export interface FetchedFile {
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

export interface FileClientOptions extends AuthorizationFacts {
  readonly url: string
  readonly signal: AbortSignal
  /** How long the server may be silent, in milliseconds. */
  readonly silentMs?: number
}

/** So often a download that broke off is taken up again where it stopped. */
const mostResumptions = 3
const mostRedirects = 5

/** Fetches a file with GET, taking it up again by Range where it breaks off. Throws a `TransferFailure`. */
export async function fetchFile(options: FileClientOptions, expectedSize: number): Promise<FetchedFile> {
  const hash = createHash('sha256')
  let size = 0
  let tag: string | undefined
  let digest: string | undefined
  for (let resumed = 0; ; resumed += 1) {
    const response = await open(options, 'GET', null, size === 0 ? {} : rangeFrom(size, tag))
    const status = response.statusCode ?? 0
    if (size > 0 && status !== 206) {
      response.destroy()
      throw new TransferFailure(
        9017,
        `the transfer broke off after ${String(size)} bytes and cannot go on (HTTP ${String(status)})`,
      )
    }
    tag = typeof response.headers.etag === 'string' ? response.headers.etag : undefined
    digest ??= response.headersDistinct['repr-digest']?.join(',')
    try {
      for await (const chunk of response) {
        const bytes: Uint8Array = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
        hash.update(bytes)
        size += bytes.length
      }
      break
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (options.signal.aborted) throw error
      if (size === 0 || tag === undefined || resumed >= mostResumptions)
        throw new TransferFailure(9017, `the transfer broke off after ${String(size)} bytes (${reason})`)
    }
  }
  if (expectedSize > 0 && size !== expectedSize)
    throw new TransferFailure(9018, `the file has ${String(size)} bytes instead of ${String(expectedSize)}`)
  const sum = hash.digest()
  const promised = /sha-256=:([^:]*):/i.exec(digest ?? '')?.[1]
  if (promised !== undefined && promised !== sum.toString('base64'))
    throw new TransferFailure(9018, 'the checksum of the file is wrong')
  return { size, sha256: sum.toString('hex') }
}

const rangeFrom = (size: number, tag: string | undefined): Record<string, string> => ({
  Range: `bytes=${String(size)}-`,
  ...(tag === undefined ? {} : { 'If-Range': tag }),
})

/** Sends a file with PUT. Throws a `TransferFailure`. */
export async function sendFile(options: FileClientOptions, content: Buffer): Promise<void> {
  try {
    const response = await open(options, 'PUT', content, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(content.length),
    })
    response.resume()
  } catch (error) {
    // Only of downloads it is told what went wrong; an upload has one code for it.
    if (
      error instanceof TransferFailure &&
      (error.code === 9010 || error.code === 9016 || error.code === 9017)
    )
      throw new TransferFailure(9011, error.message)
    throw error
  }
}

/** Makes the request, with redirects and authentication, and gives the head of a good answer. */
async function open(
  options: FileClientOptions,
  method: 'GET' | 'PUT',
  body: Buffer | null,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  let url = new URL(options.url)
  let authorization: Authorization | null = null
  let redirects = 0
  for (;;) {
    const authorized = authorization === null ? {} : { Authorization: authorization.write(url, method) }
    const response = await ask(options, url, method, body, { ...headers, ...authorized })
    const status = response.statusCode ?? 0
    if (status >= 200 && status < 300) return response
    response.destroy()
    if (status === 401) {
      const next = authorizationFor(response, options)
      if (next === null || options.username === '')
        throw new TransferFailure(9012, 'the server asks for credentials that were not given (HTTP 401)')
      if (authorization !== null && !next.stale)
        throw new TransferFailure(9012, 'the server refused the user name and password (HTTP 401)')
      authorization = next
      continue
    }
    const { location } = response.headers
    const target = location === undefined ? null : URL.parse(location, url.href)
    if (status >= 300 && status < 400 && target !== null && /^https?:$/.test(target.protocol)) {
      redirects += 1
      if (redirects > mostRedirects) throw new TransferFailure(9016, 'the server redirects without end')
      url = target
      authorization = null
      continue
    }
    if (status === 403 || status === 407)
      throw new TransferFailure(9012, `the server refuses access (HTTP ${String(status)})`)
    if (status >= 500) throw new TransferFailure(9010, `the server failed (HTTP ${String(status)})`)
    throw new TransferFailure(9016, `the server does not have the file (HTTP ${String(status)})`)
  }
}

function ask(
  { signal, silentMs = 30_000 }: FileClientOptions,
  url: URL,
  method: string,
  body: Buffer | null,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let connected = false
    const settings = {
      method,
      headers: { 'User-Agent': 'CWMP-Workbench-CPE', Connection: 'close', ...headers },
      agent: false,
      signal,
      timeout: silentMs,
    }
    const request = url.protocol === 'https:' ? httpsRequest(url, settings) : httpRequest(url, settings)
    request.once('socket', (socket) => socket.once('connect', () => (connected = true)))
    request.once('response', resolve)
    request.once('timeout', () => request.destroy(new Error(`silent for ${String(silentMs / 1000)} s`)))
    request.on('error', (error) => {
      if (signal.aborted) reject(error)
      else if (connected) reject(new TransferFailure(9010, `the connection broke (${error.message})`))
      else reject(new TransferFailure(9015, `the file server cannot be reached (${error.message})`))
    })
    request.end(body ?? undefined)
  })
}

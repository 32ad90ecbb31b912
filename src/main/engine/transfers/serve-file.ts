import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StagedFault, StoredFile } from '../workspace/types.js'
import { say } from './answer.js'
import { readRanges, type ByteRange } from './byte-ranges.js'
import { urlName } from './file-names.js'
import { createPace } from './pace.js'
import type { RequestEnd, WatchedRequest } from './request-watch.js'

/** Bytes read from the disk and handed to the socket at a time. */
const pieceBytes = 64 * 1024

export interface ServeFileOptions {
  readonly file: StoredFile
  readonly open: (file: StoredFile) => Promise<FileHandle>
  readonly bytesPerSecond: number | null
  readonly watched: WatchedRequest
  /** Aborts when the file is removed, or the server closes; the reason is a sentence. */
  readonly signal: AbortSignal
}

/** Answers GET and HEAD for a file that may be had: conditions, ranges, then its bytes at their pace. Never rejects. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, open, bytesPerSecond, watched, signal }: ServeFileOptions,
): Promise<void> {
  const refuse = (status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): void => {
    say(response, status, sentence, headers)
    watched.ended({ status, result: status >= 500 ? 'failed' : 'refused', detail: sentence })
  }
  if (file.fault?.kind === 'status') {
    refuse(
      file.fault.status,
      `Status ${String(file.fault.status)} was staged for this file in the workbench.`,
    )
    return
  }
  const { headers } = request
  const tag = `"${file.sha256.slice(0, 32)}"`
  const modified = wholeSeconds(file.addedAt)
  const about = {
    ETag: tag,
    'Last-Modified': new Date(modified).toUTCString(),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-transform',
    'X-Content-Type-Options': 'nosniff',
    // What the CPE can check the whole file by (RFC 9530).
    'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
  }
  if (!ifMatch(headers['if-match'], tag)) {
    refuse(412, 'The file is another one than If-Match names.', about)
    return
  }
  if (unchanged(headers, tag, modified)) {
    response.writeHead(304, about).end()
    watched.ended({ status: 304, result: 'nothing', detail: 'The client has the file already (304).' })
    return
  }
  const asked = ifRange(headers['if-range'], tag, modified) ? headers.range : undefined
  const answer = request.method === 'GET' ? readRanges(asked, file.size) : { kind: 'whole' as const }
  if (answer.kind === 'unsatisfiable') {
    refuse(416, `The file has ${String(file.size)} bytes; the range asked for is not in it.`, {
      ...about,
      'Content-Range': `bytes */${String(file.size)}`,
    })
    return
  }
  const body = bodyOf(answer.kind === 'whole' ? null : answer.ranges, file)
  const status = answer.kind === 'whole' ? 200 : 206
  const head = {
    ...about,
    ...body.headers,
    'Content-Length': body.length,
    'Content-Disposition': `attachment; filename="${urlName(file.name)}"`,
  }
  if (request.method === 'HEAD') {
    response.writeHead(status, head).end()
    watched.ended({ status, result: 'nothing', detail: 'Only the head of the answer was asked for (HEAD).' })
    return
  }
  let handle: FileHandle
  try {
    handle = await open(file)
  } catch (error) {
    refuse(500, error instanceof Error ? error.message : String(error))
    return
  }
  const hungUp = new AbortController()
  response.once('close', () => hungUp.abort())
  const stop = AbortSignal.any([signal, hungUp.signal])
  watched.began(body.length)
  response.writeHead(status, head)
  // A slow file shows at once that it comes.
  response.flushHeaders()
  try {
    await send(response, handle, body, { file, bytesPerSecond, watched, stop })
    response.end()
    await once(response, 'finish', { signal: stop })
    watched.ended(whole(status, file, answer.kind === 'whole'))
  } catch (error) {
    response.destroy()
    watched.ended(broken(status, error, signal, hungUp.signal.aborted))
  } finally {
    await handle.close().catch(() => undefined)
  }
}

function whole(status: number, file: StoredFile, all: boolean): RequestEnd {
  const corrupt = file.fault?.kind === 'corrupt' ? ' One byte was made wrong, as staged.' : ''
  return all
    ? {
        status,
        result: 'whole',
        whole: true,
        detail: `The whole file was fetched (${String(file.size)} bytes).${corrupt}`,
      }
    : { status, result: 'part', detail: `The part that was asked for was fetched.${corrupt}` }
}

function broken(status: number, error: unknown, signal: AbortSignal, hungUp: boolean): RequestEnd {
  if (error instanceof StagedEnd) return { status, result: 'cut-off', detail: error.message }
  if (signal.aborted) return { status, result: 'failed', detail: String(signal.reason) }
  if (hungUp) return { status, result: 'cut-off', detail: 'The client hung up before it had all of it.' }
  const reason = error instanceof Error ? error.message : String(error)
  return { status, result: 'failed', detail: `The file could not be read to its end: ${reason}.` }
}

/** The body of an answer: bytes of our own, and ranges of the file. */
interface Body {
  readonly headers: Readonly<Record<string, string>>
  readonly parts: readonly (Buffer | ByteRange)[]
  readonly length: number
}

function bodyOf(ranges: readonly ByteRange[] | null, file: StoredFile): Body {
  const type = 'application/octet-stream'
  const contentRange = ({ from, to }: ByteRange): string =>
    `bytes ${String(from)}-${String(to - 1)}/${String(file.size)}`
  const [range, ...more] = ranges ?? [{ from: 0, to: file.size }]
  if (range === undefined || more.length === 0) {
    const only = range ?? { from: 0, to: 0 }
    return {
      headers: { 'Content-Type': type, ...(ranges === null ? {} : { 'Content-Range': contentRange(only) }) },
      parts: [only],
      length: only.to - only.from,
    }
  }
  const boundary = `part-${file.token.slice(0, 16)}`
  const parts = [range, ...more].flatMap((part) => [
    Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${contentRange(part)}\r\n\r\n`),
    part,
  ])
  const all = [...parts, Buffer.from(`\r\n--${boundary}--\r\n`)]
  return {
    headers: { 'Content-Type': `multipart/byteranges; boundary=${boundary}` },
    parts: all,
    length: all.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : part.to - part.from), 0),
  }
}

/** The staged fault has come to its end. */
class StagedEnd extends Error {
  override readonly name = 'StagedEnd'
}

interface Sending {
  readonly file: StoredFile
  readonly bytesPerSecond: number | null
  readonly watched: WatchedRequest
  readonly stop: AbortSignal
}

async function send(
  response: ServerResponse,
  handle: FileHandle,
  body: Body,
  { file, bytesPerSecond, watched, stop }: Sending,
): Promise<void> {
  const pace = createPace(bytesPerSecond, pieceBytes)
  const stage = createStage(file)
  for (const part of body.parts) {
    if (Buffer.isBuffer(part)) {
      await write(response, part, stop)
      continue
    }
    for (let at = part.from; at < part.to;) {
      const wanted = stage.before(Math.min(pace.piece, part.to - at))
      if (wanted === 0) await stage.end(stop)
      await pace.wait(wanted, stop)
      const piece = Buffer.allocUnsafe(wanted)
      const { bytesRead } = await handle.read(piece, 0, wanted, at)
      if (bytesRead === 0) throw new Error(`it ends after ${String(at)} bytes`)
      stage.spoil(piece, at)
      await write(response, piece.subarray(0, bytesRead), stop)
      watched.moved({ from: at, to: at + bytesRead })
      at += bytesRead
    }
  }
}

/** What goes wrong on purpose in one answer. */
function createStage(file: StoredFile) {
  const { fault } = file
  let left = limitOf(fault)
  const spoilt = fault?.kind === 'corrupt' ? Math.floor(file.size / 2) : -1
  return {
    /** How many of so many bytes may go; 0: it ends here. */
    before(bytes: number): number {
      const allowed = Math.min(bytes, left)
      left -= allowed
      return allowed
    },
    async end(stop: AbortSignal): Promise<never> {
      if (fault?.kind === 'stall') await once(stop, 'abort')
      const what = fault?.kind === 'stall' ? 'sent nothing more' : 'cut the connection'
      throw new StagedEnd(
        `The workbench ${what} after ${String(limitOf(fault))} bytes, as staged for this file.`,
      )
    },
    spoil(piece: Buffer, at: number): void {
      const place = spoilt - at
      if (place >= 0 && place < piece.length) piece.writeUInt8(piece.readUInt8(place) ^ 0xff, place)
    },
  }
}

const limitOf = (fault: StagedFault | null): number =>
  fault?.kind === 'cut-off' || fault?.kind === 'stall' ? fault.afterBytes : Infinity

/** Resolves when the system has taken the bytes, so that what counts as sent has left this program. */
function write(response: ServerResponse, bytes: Buffer, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error | null): void => {
      stop.removeEventListener('abort', aborted)
      if (error) reject(error)
      else resolve()
    }
    const aborted = (): void => end(new Error('The answer was broken off.'))
    if (stop.aborted) {
      aborted()
      return
    }
    stop.addEventListener('abort', aborted, { once: true })
    response.write(bytes, end)
  })
}

// ---- conditions (RFC 9110 13) ------------------------------------------------------------------

const wholeSeconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000) * 1000

const listed = (header: string, tag: string): boolean =>
  header.split(',').some((item) => item.trim().replace(/^W\//, '') === tag)

function ifMatch(header: string | undefined, tag: string): boolean {
  return header === undefined || header.trim() === '*' || listed(header, tag)
}

function unchanged(headers: IncomingMessage['headers'], tag: string, modified: number): boolean {
  const noneMatch = headers['if-none-match']
  if (noneMatch !== undefined) return noneMatch.trim() === '*' || listed(noneMatch, tag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && modified <= since
}

/** Whether a range may be given: it is of the file the client knows. */
function ifRange(header: string | string[] | undefined, tag: string, modified: number): boolean {
  if (header === undefined) return true
  const value = String(header).trim()
  return value.startsWith('"') || value.startsWith('W/') ? value === tag : Date.parse(value) === modified
}

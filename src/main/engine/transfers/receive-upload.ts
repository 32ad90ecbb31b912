import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { StoredFile, StoredTransfer } from '../workspace/types.js'
import { say } from './answer.js'
import type { Arrival, FileShelf } from './file-shelf.js'
import { boundaryOf, bytesOf, readFormFile } from './multipart.js'
import type { WatchedRequest } from './request-watch.js'
import { TransferError } from './transfer-error.js'

/** A refused sender gets so long to read why before its connection is closed, in milliseconds. */
const lingerMs = 2_000

export interface ReceiveUploadOptions {
  readonly transfer: StoredTransfer
  /** What the sender put behind our path; empty: nothing. */
  readonly pathName: string
  readonly shelf: FileShelf
  readonly maxBytes: number
  /** Bytes there is room for, of all that CPEs may send. */
  readonly room: number
  readonly watched: WatchedRequest
  /** Aborts when the server closes or the CPE begins anew; the reason is a sentence. */
  readonly signal: AbortSignal
  /** Tells a sender that waits for it to go on (Expect: 100-continue). */
  readonly goOn: () => void
}

/** Takes the file of a PUT or POST, raw or in a form. Never rejects. */
export async function receiveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  options: ReceiveUploadOptions,
): Promise<void> {
  const { transfer, pathName, shelf, maxBytes, room, watched, signal, goOn } = options
  const refuse = (status: number, sentence: string): void => {
    refuseBody(request, response, status, sentence)
    watched.ended({ status, result: status >= 500 ? 'failed' : 'refused', detail: sentence })
  }
  const length = request.headers['content-length']
  const total = length === undefined ? null : Number(length)
  const limit = Math.min(maxBytes, room)
  const tooLong =
    room < maxBytes
      ? `There is no room for it: what CPEs sent fills the ${String(room)} bytes that were left. Remove files that are not needed, or raise the limit.`
      : `The upload is longer than ${String(maxBytes)} bytes, the most that is taken for it.`
  if ((total ?? 0) > limit + formOverhead(request)) {
    refuse(room < maxBytes ? 507 : 413, tooLong)
    return
  }
  const abort = (): void => {
    request.destroy()
  }
  signal.addEventListener('abort', abort, { once: true })
  let arrival: Arrival | null = null
  try {
    arrival = await shelf.receive(
      {
        name: pathName === '' ? `${transfer.fileType === '' ? 'upload' : transfer.fileType}.bin` : pathName,
        fileType: transfer.fileType,
        version: '',
        note: noteOf(request),
        origin: 'cpe',
        transferId: transfer.id,
        deviceId: transfer.deviceId,
      },
      limit,
    )
    watched.began(total)
    goOn()
    const file = await keepBody(request, request.headers['content-type'], arrival, (from, to) =>
      watched.moved({ from, to }),
    )
    watched.ended({
      status: 201,
      result: 'whole',
      whole: true,
      detail: `The file was received whole (${String(file.size)} bytes).`,
      file: { id: file.id, name: file.name },
    })
    say(response, 201, 'Received.')
  } catch (error) {
    await arrival?.abandon()
    if (signal.aborted) {
      response.destroy()
      watched.ended({ status: 0, result: 'failed', detail: String(signal.reason) })
    } else if (error instanceof TransferError) {
      refuse(...statusOf(error, room < maxBytes, tooLong))
    } else {
      response.destroy()
      watched.ended({
        status: 0,
        result: 'cut-off',
        detail: 'The CPE hung up, or went silent, before all of it had come.',
      })
    }
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Keeps the bytes of a body: itself, or the first file of a form. Rejects as `Arrival` does, and where the body breaks off. */
export async function keepBody(
  body: Readable,
  contentType: string | undefined,
  arrival: Arrival,
  moved: (from: number, to: number) => void = () => undefined,
  /** The name is settled: what the form calls the file does not count. */
  named = false,
): Promise<StoredFile> {
  const boundary = boundaryOf(contentType)
  const form = boundary === null ? null : await readFormFile(body, boundary)
  // A body that is given up stays open: its sender is still to be told why.
  for await (const chunk of form?.content ?? body.iterator({ destroyOnReturn: false })) {
    const from = arrival.size
    await arrival.write(bytesOf(chunk))
    moved(from, arrival.size)
  }
  return arrival.finish(named || form === null || form.name === '' ? {} : { name: form.name })
}

/** Refuses a request whose body may be still on its way: the rest of it is not read. */
export function refuseBody(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { socket } = response
  if (socket === null || socket.destroyed) {
    response.destroy()
    return
  }
  if (request.complete || !hasBody(request)) {
    say(response, status, sentence, headers)
    return
  }
  // Not with "Connection: close": then node:http closes at once, and the answer is lost under the bytes that still arrive.
  say(response, status, sentence, headers)
  request.resume()
  const close = setTimeout(() => socket.destroy(), lingerMs).unref()
  const settled = (): void => clearTimeout(close)
  request.once('end', settled)
  socket.once('close', settled)
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

function statusOf(
  error: TransferError,
  noRoom: boolean,
  tooLong: string,
): [status: number, sentence: string] {
  switch (error.code) {
    case 'PAYLOAD_TOO_LARGE':
      return [noRoom ? 507 : 413, tooLong]
    case 'UNPROCESSABLE_CONTENT':
      return [400, error.message]
    case 'NOT_FOUND':
    case 'CONFLICT':
      return [507, error.message]
    default:
      return error.code satisfies never
  }
}

/** A form is a little longer than the file in it. */
const formOverhead = (request: IncomingMessage): number =>
  /^\s*multipart\//i.test(request.headers['content-type'] ?? '') ? 16 * 1024 : 0

function noteOf({ headers }: IncomingMessage): string {
  const coding = headers['content-encoding']
  return coding === undefined || coding === 'identity' ? '' : `Kept as it came, in the coding ${coding}.`
}

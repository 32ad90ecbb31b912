import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, inflate, inflateRaw } from 'node:zlib'
import type { Timers } from './timers.js'

/** A request's body with its content coding undone, or why there is none. */
export type RequestBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  /** The sender hung up, or was too slow. */
  | { readonly kind: 'cut-off' }
  /** `early`: the rest of the body was not waited for. `problem` is a sentence. */
  | {
      readonly kind: 'refused'
      readonly status: 400 | 413 | 415
      readonly problem: string
      readonly early: boolean
    }

export interface BodyLimits {
  /** Longest body, on the wire and again after its content coding is undone, in bytes. */
  readonly maxBytes: number
  /** Longest time for it to arrive, in milliseconds. */
  readonly maxMs: number
  readonly timers: Timers
}

/** Whether a request says that its body is longer than is taken. */
export function isTooLong(request: IncomingMessage, { maxBytes }: Pick<BodyLimits, 'maxBytes'>): boolean {
  return Number(request.headers['content-length']) > maxBytes
}

/** Reads a request's body. Chunk framing is already undone by the HTTP server. Never rejects. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<RequestBody> {
  const { maxBytes } = limits
  const tooLarge = `it is larger than ${String(maxBytes)} bytes, the most this ACS takes.`
  if (isTooLong(request, limits)) {
    return { kind: 'refused', status: 413, problem: tooLarge, early: true }
  }
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const decode = decoderOf(coding)
  const raw = await collect(request, limits)
  if (raw === 'cut-off') return { kind: 'cut-off' }
  if (raw === 'too-large') return { kind: 'refused', status: 413, problem: tooLarge, early: true }
  if (raw.length === 0) return { kind: 'whole', bytes: raw }
  if (decode === null) {
    return {
      kind: 'refused',
      status: 415,
      problem: `its Content-Encoding is ${coding}; this ACS reads gzip and deflate.`,
      early: false,
    }
  }
  try {
    return { kind: 'whole', bytes: await decode(raw, maxBytes) }
  } catch (error) {
    return error instanceof RangeError
      ? { kind: 'refused', status: 413, problem: tooLarge, early: false }
      : {
          kind: 'refused',
          status: 400,
          problem: `it is not ${coding}, as its Content-Encoding says.`,
          early: false,
        }
  }
}

function collect(
  request: IncomingMessage,
  { maxBytes, maxMs, timers }: BodyLimits,
): Promise<Uint8Array | 'cut-off' | 'too-large'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (result: Uint8Array | 'cut-off' | 'too-large'): void => {
      cancelTimer()
      request.off('data', take)
      resolve(result)
    }
    const take = (chunk: Buffer): void => {
      length += chunk.length
      if (length > maxBytes) settle('too-large')
      else chunks.push(chunk)
    }
    const cancelTimer = timers.after(maxMs, () => {
      request.destroy()
    })
    request.on('data', take)
    request.once('end', () => {
      settle(Buffer.concat(chunks))
    })
    // Without a listener the error of a sender who hung up would bring the program down.
    request.once('error', () => {
      settle('cut-off')
    })
    request.once('close', () => {
      settle('cut-off')
    })
  })
}

type Decoder = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array>

const inflateZlib = promisify(inflate)
const inflateBare = promisify(inflateRaw)
const gunzipAll = promisify(gunzip)

/** The decoder of a content coding (TR-069a6 3.4.7), null if we have none. Decoders reject with a RangeError beyond `maxBytes`. */
function decoderOf(coding: string): Decoder | null {
  switch (coding) {
    case '':
    case 'identity':
      return (bytes) => Promise.resolve(bytes)
    case 'gzip':
    case 'x-gzip':
      return (bytes, maxOutputLength) => gunzipAll(bytes, { maxOutputLength })
    case 'deflate':
      // With zlib wrapper by the book (RFC 9110 8.4.1.2), but some senders leave it off.
      return (bytes, maxOutputLength) =>
        hasZlibHeader(bytes)
          ? inflateZlib(bytes, { maxOutputLength })
          : inflateBare(bytes, { maxOutputLength })
    default:
      return null
  }
}

function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0
}

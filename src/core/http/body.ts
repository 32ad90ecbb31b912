import { ByteSink } from './byte-sink.js'
import { chunkSize, contentCodings, framingOf, transferCodings } from './framing.js'
import { parseHead } from './head.js'
import type { WireBytes } from './message.js'
import { latin1 } from './text.js'

/** Undoes one content coding (`gzip`, `deflate`, …); throws an error that says why it cannot. */
export type Inflate = (coding: string, bytes: Uint8Array) => Uint8Array

export interface DecodedBody {
  readonly bytes: Uint8Array
  /** A sentence that says what is wrong with the body; `bytes` is then what could be read before. */
  readonly problem: string | null
}

/**
 * The body as its sender meant it: chunk framing taken off, then content codings undone. Damaged bodies are
 * decoded as far as they go.
 */
export function decodeBody(message: WireBytes, inflate?: Inflate): DecodedBody {
  const head = parseHead(message.head)
  if (head === null) return { bytes: message.body, problem: null }
  const framing = framingOf(head)
  const unframed = framing.kind === 'chunked' ? dechunk(message.body) : whole(message.body, framing)
  let { bytes } = unframed
  const problems = unframed.problem === null ? [] : [unframed.problem]
  const codings = [...contentCodings(head), ...transferCodings(head).filter((coding) => coding !== 'chunked')]
  for (const coding of codings.reverse()) {
    if (bytes.length === 0) break
    if (!inflate) {
      problems.push(`The body is coded with ${coding}, which cannot be undone here.`)
      break
    }
    try {
      bytes = inflate(coding.replace(/^x-/, ''), bytes)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      problems.push(`The body is coded with ${coding} and could not be decoded: ${reason}.`)
      break
    }
  }
  return { bytes, problem: problems.length === 0 ? null : problems.join(' ') }
}

function whole(body: Uint8Array, framing: ReturnType<typeof framingOf>): DecodedBody {
  if (framing.kind === 'broken') {
    return {
      bytes: body,
      problem: 'The head does not say where the body ends (Content-Length or Transfer-Encoding is wrong).',
    }
  }
  if (framing.kind === 'length' && body.length < framing.length) {
    return { bytes: body, problem: `The body ended after ${body.length} of ${framing.length} bytes.` }
  }
  return { bytes: body, problem: null }
}

/** Takes the chunk framing off a body (RFC 9112 7.1). Trailers are dropped. */
export function dechunk(body: Uint8Array): DecodedBody {
  const data = new ByteSink()
  let at = 0
  for (;;) {
    const lineEnd = body.indexOf(10, at)
    if (lineEnd < 0) return { bytes: data.take(), problem: 'The chunked body ended before its last chunk.' }
    const line = latin1(body.subarray(at, lineEnd)).replace(/\r$/, '')
    const size = chunkSize(line)
    if (size === null) {
      return {
        bytes: data.take(),
        problem: `The chunk at byte ${at} of the body does not start with a size.`,
      }
    }
    if (size === 0) return { bytes: data.take(), problem: null }
    const from = lineEnd + 1
    const to = from + size
    data.append(body.subarray(from, to))
    if (to > body.length) {
      return { bytes: data.take(), problem: `The body ended inside the chunk at byte ${at}.` }
    }
    at = body[to] === 13 ? to + 2 : to + 1
    if (to < body.length && body[at - 1] !== 10) {
      return { bytes: data.take(), problem: `The chunk at byte ${from} is longer than its size of ${size}.` }
    }
  }
}

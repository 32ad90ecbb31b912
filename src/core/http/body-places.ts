import { chunkSize, framingOf } from './framing.js'
import { isInterim, parseStartLine } from './head.js'
import type { HttpHead, WireBytes } from './message.js'
import { latin1 } from './text.js'

/** Bytes from `start` to before `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Which bytes of a body as it was sent are which bytes of the body as it was meant, before content codings are undone. */
export interface BodyPlaces {
  /** Offset without chunk framing of a byte as sent; of a byte of the framing, that of the next byte behind it. */
  bodyAt(wire: number): number
  /** The bytes as sent that bytes of the body stand in: more than one range where a chunk ends among them. */
  wireOf(body: ByteRange): readonly ByteRange[]
  /** Chunk framing: what is sent, but belongs to no body. */
  readonly framing: readonly ByteRange[]
}

/** Maps the places of a body to what was sent, and back. It is the map of what `decodeBody` takes off. */
export function bodyPlaces(head: HttpHead | null, body: Uint8Array): BodyPlaces {
  const isChunked = head !== null && framingOf(head).kind === 'chunked'
  const runs = isChunked ? chunksOf(body) : [{ start: 0, end: body.length }]
  /** Where each run begins in the body. */
  const begins: number[] = []
  let length = 0
  for (const run of runs) {
    begins.push(length)
    length += run.end - run.start
  }
  return {
    bodyAt(wire) {
      for (const [at, run] of runs.entries()) {
        if (wire < run.end) return (begins[at] ?? 0) + Math.max(0, wire - run.start)
      }
      return length
    },
    wireOf({ start, end }) {
      return runs.flatMap((run, at) => {
        const begin = begins[at] ?? 0
        const from = Math.max(start, begin) - begin
        const to = Math.min(end, begin + run.end - run.start) - begin
        return from < to ? [{ start: run.start + from, end: run.start + to }] : []
      })
    },
    framing: gapsBetween(runs, body.length),
  }
}

/** The data of each chunk, as far as the framing can be followed. */
function chunksOf(body: Uint8Array): readonly ByteRange[] {
  const chunks: ByteRange[] = []
  for (let at = 0; ;) {
    const lineEnd = body.indexOf(10, at)
    if (lineEnd < 0) return chunks
    const size = chunkSize(latin1(body.subarray(at, lineEnd)).replace(/\r$/, ''))
    if (size === null || size === 0) return chunks
    const start = lineEnd + 1
    const end = Math.min(body.length, start + size)
    chunks.push({ start, end })
    if (start + size > body.length) return chunks
    at = body[end] === 13 ? end + 2 : end + 1
    if (end < body.length && body[at - 1] !== 10) return chunks
  }
}

function gapsBetween(runs: readonly ByteRange[], length: number): readonly ByteRange[] {
  const gaps: ByteRange[] = []
  let from = 0
  for (const { start, end } of [...runs, { start: length, end: length }]) {
    if (start > from) gaps.push({ start: from, end: start })
    from = end
  }
  return gaps
}

/**
 * Cuts a recorded message into head and body: the head ends with the first empty line that ends one. Empty lines
 * and interim responses before it belong to it. Without such a line all of it is head.
 */
export function splitMessage(bytes: Uint8Array): WireBytes {
  let start = 0
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf(10, at)
    if (lineEnd < 0) break
    const isEmpty = lineEnd === at || (lineEnd === at + 1 && bytes[at] === 13)
    if (isEmpty && at > start) {
      const first = latin1(bytes.subarray(start, bytes.indexOf(10, start))).replace(/\r$/, '')
      if (!isInterim(parseStartLine(first)?.status)) {
        return { head: bytes.subarray(0, lineEnd + 1), body: bytes.subarray(lineEnd + 1) }
      }
    }
    at = lineEnd + 1
    if (isEmpty) start = at
  }
  return { head: bytes, body: bytes.subarray(bytes.length) }
}

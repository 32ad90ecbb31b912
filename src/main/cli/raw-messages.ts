import { inflateSync, gunzipSync, brotliDecompressSync } from 'node:zlib'
import { type HttpHead, decodeBody, header, latin1, parseHead } from '../../core/http/index.js'

/** One message found in a file: an HTTP message with its head, or the text of a bare envelope (`head` null). */
export interface RawMessage {
  readonly head: HttpHead | null
  /** Without chunk framing and content coding. */
  readonly body: Uint8Array
  readonly charset: string | undefined
}

const startLine = /(?:[A-Z]{3,10} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] [1-5]\d\d(?: [^\r\n]*)?)[ \t]*\r?$/
const lineThatStarts = new RegExp(`^${startLine.source}`, 'gm')
const startsHere = new RegExp(startLine.source, 'my')

/**
 * Finds the messages in a file that a person saved: raw HTTP with CRLF or bare LF, with notes before, between and
 * behind, or just an envelope. Lengths in heads are not trusted: an editor may have changed every line end.
 */
export function findRawMessages(file: Uint8Array): RawMessage[] {
  const text = latin1(file)
  const starts = startsOf(file, text)
  const first = starts[0] ?? file.length
  const messages: RawMessage[] = []
  if (starts.length === 0 || /<[\w.-]*:?Envelope[\s>]/.test(text.slice(0, first))) {
    messages.push({ head: null, body: file.subarray(0, first), charset: undefined })
  }
  for (const [index, start] of starts.entries()) {
    messages.push(readHttpMessage(file.subarray(start, starts[index + 1] ?? file.length)))
  }
  return messages.filter((message) => !isInterim(message))
}

/**
 * Where HTTP messages begin: at a start line of its own, or right behind a body that is as long as its head says,
 * because bodies seldom end with a line end and recorded streams put none between messages.
 */
function startsOf(file: Uint8Array, text: string): number[] {
  const ownLines = [...text.matchAll(lineThatStarts)].map((match) => match.index)
  return ownLines.flatMap((ownLine, index) => {
    const end = ownLines[index + 1] ?? file.length
    const starts: number[] = []
    for (let start: number | null = ownLine; start !== null; start = startBehind(file, text, start, end)) {
      starts.push(start)
    }
    return starts
  })
}

/** The start of a message that follows the one at `start` without a line end between them. */
function startBehind(file: Uint8Array, text: string, start: number, end: number): number | null {
  const bytes = file.subarray(start, end)
  const headEnd = endOfHead(bytes)
  const head = parseHead(bytes.subarray(0, headEnd))
  const counted = Number((head && header(head, 'content-length')) ?? Number.NaN)
  const next = start + headEnd + counted
  if (!(counted > 0 && next < end)) return null
  startsHere.lastIndex = next
  return startsHere.test(text) ? next : null
}

/** A 100 Continue is framing, not a message of the session. */
function isInterim({ head }: RawMessage): boolean {
  return head?.status !== undefined && head.status < 200
}

function readHttpMessage(bytes: Uint8Array): RawMessage {
  const headEnd = endOfHead(bytes)
  const head = parseHead(bytes.subarray(0, headEnd))
  if (head === null) return { head, body: bytes, charset: undefined }
  const rest = bytes.subarray(headEnd)
  const contentType = header(head, 'content-type') ?? ''
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  return { head, body: bodyOf(head, bytes.subarray(0, headEnd), rest), charset }
}

/** Behind the first empty line; all of it if there is none. */
function endOfHead(bytes: Uint8Array): number {
  const end = /\r?\n\r?\n/.exec(latin1(bytes))
  return end === null ? bytes.length : end.index + end[0].length
}

function bodyOf(head: HttpHead, headBytes: Uint8Array, rest: Uint8Array): Uint8Array {
  const counted = Number(header(head, 'content-length') ?? Number.NaN)
  if (head.method === 'GET' || head.status === 204 || counted === 0) return new Uint8Array()
  const isCoded = header(head, 'content-encoding') !== undefined
  const isChunked = /chunked/i.test(header(head, 'transfer-encoding') ?? '')
  if (isCoded || isChunked) {
    const decoded = decodeBody({ head: headBytes, body: rest }, inflate)
    if (decoded.problem === null) return decoded.bytes
    return isChunked && !isCoded ? withoutChunkLines(rest) : decoded.bytes
  }
  const exact = rest.subarray(0, counted)
  // The count is right where it ends behind a tag; else a line end was changed, or the CPE counted wrongly.
  return counted <= rest.length && /Envelope\s*>\s*$/.test(latin1(exact.subarray(-40))) ? exact : rest
}

/** A chunked body whose sizes do not fit any more: takes out the lines that are a size and nothing else. */
function withoutChunkLines(body: Uint8Array): Uint8Array {
  const lines = latin1(body).split('\n')
  const kept = lines.filter((line, index) => {
    const isEdge = index === 0 || lines[index - 1]?.trim() === '' || lines[index + 1]?.trim() === ''
    return !(/^[0-9A-Fa-f]{1,8}\r?$/.test(line) && (isEdge || !line.includes('<')))
  })
  return Uint8Array.from(kept.join('\n').trimEnd(), (character) => character.charCodeAt(0))
}

function inflate(coding: string, bytes: Uint8Array): Uint8Array {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(bytes)
    case 'deflate':
      return inflateSync(bytes)
    case 'br':
      return brotliDecompressSync(bytes)
    default:
      throw new Error(`The content coding ${coding} is not known here.`)
  }
}

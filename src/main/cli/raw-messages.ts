import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import {
  type HttpHead,
  type WireBytes,
  decodeBody,
  header,
  latin1,
  parseHead,
} from '../../core/http/index.js'
import { bytesOf, undone } from './pasted-text.js'

/** One message found in a file: an HTTP message with its head, or the text of a bare envelope (`head` null). */
export interface RawMessage {
  readonly head: HttpHead | null
  /** Without chunk framing and content coding. */
  readonly body: Uint8Array
  readonly charset: string | undefined
  /** As it crossed the wire, as far as the file still tells; null for a bare envelope. */
  readonly wire: WireBytes | null
  /** Line of the file in which the body begins, from 1; null where lines of the body are not lines of the file. */
  readonly firstLine: number | null
  /** Bytes of a line end that stand behind the counted body at the end of the file. */
  readonly lineEndBehind: number
}

const startLine = /(?:[A-Z]{3,10} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] [1-5]\d\d(?: [^\r\n]*)?)[ \t]*\r?$/
const lineThatStarts = new RegExp(`^${startLine.source}`, 'gm')
/** Behind something else in its line (a note, the rest of a packet), if a header line or nothing follows. */
const startInLine =
  /(?<=[^\w"'\n/.-])(?:(?:POST|GET|PUT|HEAD) [^\s"']{1,2000} HTTP\/1\.[01][ \t]*\r?\n(?=[A-Za-z][\w-]*: )|HTTP\/1\.[01] [1-5]\d\d(?: [\w -]{0,60})?[ \t]*\r?(?:\n(?=[A-Za-z][\w-]*: |\r?\n)|$(?![^])))/g
const startsHere = new RegExp(startLine.source, 'my')

/**
 * Finds the messages in a file that a person saved: raw HTTP with CRLF or bare LF, with notes before, between and
 * behind, or just an envelope. Lengths in heads are not trusted: an editor may have changed every line end.
 */
export function findRawMessages(bytes: Uint8Array): RawMessage[] {
  const file = undone(bytes)
  const text = latin1(file)
  const starts = startsOf(file, text)
  const first = starts[0] ?? file.length
  const messages: RawMessage[] = []
  if (starts.length === 0 || /<[\w.-]*:?Envelope[\s>]/.test(text.slice(0, first))) {
    messages.push(bareMessage(file.subarray(0, first)))
  }
  const lines = new LineCounter(file)
  // One head with CRLF shows that nobody changed them all.
  const lineEndsKept = /HTTP\/1\.[01][^\n]{0,2000}\r\n/.test(text)
  for (const [index, start] of starts.entries()) {
    messages.push(readHttpMessage(file, start, starts[index + 1] ?? file.length, lines, lineEndsKept))
  }
  return messages.filter((message) => !isInterim(message))
}

function bareMessage(body: Uint8Array): RawMessage {
  return { head: null, body, charset: undefined, wire: null, firstLine: 1, lineEndBehind: 0 }
}

/** Counts line ends up to places that only grow. */
class LineCounter {
  #at = 0
  #line = 1

  constructor(private readonly file: Uint8Array) {}

  lineAt(place: number): number {
    for (; this.#at < place; this.#at++) if (this.file[this.#at] === 0x0a) this.#line++
    return this.#line
  }
}

/**
 * Where HTTP messages begin: at a start line of its own, behind something else in a line, or right behind a body that is
 * as long as its head says, because bodies seldom end with a line end and recorded streams put none between messages.
 */
function startsOf(file: Uint8Array, text: string): number[] {
  const ownLines = [...text.matchAll(lineThatStarts), ...text.matchAll(startInLine)]
    .map((match) => match.index)
    .sort((left, right) => left - right)
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

function readHttpMessage(
  file: Uint8Array,
  start: number,
  end: number,
  lines: LineCounter,
  lineEndsKept: boolean,
): RawMessage {
  const bytes = file.subarray(start, end)
  const headEnd = endOfHead(bytes)
  const headBytes = unspaced(bytes.subarray(0, headEnd))
  const head = parseHead(headBytes)
  if (head === null) return bareMessage(bytes)
  const contentType = header(head, 'content-type') ?? ''
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  const found = bodyOf(head, headBytes, bytes.subarray(headEnd))
  const { body } = found
  const isPlain = body.buffer === file.buffer && body.length > 0
  return {
    head,
    body,
    charset,
    wire: wireOf(head, headBytes, found, lineEndsKept),
    firstLine: isPlain ? lines.lineAt(body.byteOffset - file.byteOffset) : null,
    lineEndBehind: isPlain && end === file.length ? lineEndBehind(file, body) : 0,
  }
}

/** The start line and header lines of a message that was saved with an empty line behind each. */
const spacedHead =
  /^[^\r\n]+\r?\n[ \t]*\r?\n(?:[A-Za-z][\w-]{0,60}:[^\r\n]*\r?\n(?:[ \t]*\r?\n|(?=[ \t]*<)|$))+(?:[ \t]*\r?\n)*/

/** How many bytes stand behind a body, if they are one line end and nothing else. */
function lineEndBehind(file: Uint8Array, body: Uint8Array): number {
  const rest = file.subarray(body.byteOffset - file.byteOffset + body.length)
  return /^\r?\n$/.test(latin1(rest.subarray(0, 3))) ? rest.length : 0
}

/** Behind the first empty line, or in front of the first line that is markup; all of it if there is neither. */
function endOfHead(bytes: Uint8Array): number {
  const text = latin1(bytes)
  const spaced = spacedHead.exec(text)
  if (spaced !== null) return spaced[0].length
  const end = /\r?\n(?:[ \t]*\r?\n|(?=[ \t]*<))/.exec(text)
  return end === null ? bytes.length : end.index + end[0].length
}

/** The bytes of a head as they were sent: without the empty lines that came in between when it was saved. */
function unspaced(head: Uint8Array): Uint8Array {
  const text = latin1(head)
  return spacedHead.test(text)
    ? bytesOf(`${text.trimEnd().replaceAll(/(?:\r?\n[ \t]*)+/g, '\r\n')}\r\n\r\n`)
    : head
}

interface FoundBody {
  /** Without chunk framing and content coding. */
  readonly body: Uint8Array
  /** As it stands in the file. */
  readonly wireBody: Uint8Array
}

function bodyOf(head: HttpHead, headBytes: Uint8Array, rest: Uint8Array): FoundBody {
  const counted = Number(header(head, 'content-length') ?? Number.NaN)
  const nothing = new Uint8Array()
  if (head.method === 'GET' || head.status === 204 || counted === 0)
    return { body: nothing, wireBody: nothing }
  const isCoded = header(head, 'content-encoding') !== undefined
  const isChunked = /chunked/i.test(header(head, 'transfer-encoding') ?? '')
  if (isCoded || isChunked) {
    const decoded = decodeBody({ head: headBytes, body: rest }, inflate)
    if (decoded.problem === null) return { body: decoded.bytes, wireBody: rest }
    // Line ends or the coding are gone: whoever saved the file saved what a program had decoded.
    const plain = isChunked ? withoutChunkLines(rest) : rest
    const body = isEnvelope(plain) ? withoutNotes(plain, Number.NaN) : decoded.bytes
    return { body, wireBody: rest }
  }
  const exact = rest.subarray(0, counted)
  // The count is right where it ends behind a tag; else a line end was changed, or the CPE counted wrongly.
  if (counted <= rest.length && /<\/[\w.-]*:?Envelope\s*>\s*$/.test(latin1(exact.subarray(-80)))) {
    return { body: exact, wireBody: exact }
  }
  const body = withoutNotes(rest, counted)
  return { body, wireBody: body }
}

function isEnvelope(bytes: Uint8Array): boolean {
  return /<[\w.-]*:?Envelope[\s>]/.test(latin1(bytes.subarray(0, 4096)))
}

/** Notes behind the last envelope are no part of the message, unless its head counts them in; nor is text without markup. */
function withoutNotes(rest: Uint8Array, counted: number): Uint8Array {
  const text = latin1(rest)
  let behind = -1
  for (const match of text.matchAll(/<\/[\w.-]{0,60}:?Envelope\s*>/g)) behind = match.index + match[0].length
  if (behind < 0) return Number.isNaN(counted) && !text.includes('<') ? new Uint8Array() : rest
  if (text.slice(behind).trim() === '') return rest
  const lineEnds = text.split('\n').length - 1
  return counted >= rest.length && counted <= rest.length + lineEnds ? rest : rest.subarray(0, behind)
}

/**
 * The message as it crossed the wire. Where line ends were changed on the way into the file, its head ends lines as a peer
 * would have, and lengths that are no longer true of the bytes are put right: they say nothing about the peer.
 */
function wireOf(
  head: HttpHead,
  headBytes: Uint8Array,
  { body, wireBody }: FoundBody,
  lineEndsKept: boolean,
): WireBytes {
  if (lineEndsKept) return { head: headBytes, body: wireBody }
  const decoded = decodeBody({ head: headBytes, body: wireBody }, inflate)
  const isTrue = decoded.problem === null && decoded.bytes.length === body.length && isCounted(head, wireBody)
  const lines = [
    head.startLine.trimEnd(),
    ...head.headers
      .filter(([name]) => isTrue || !/^(?:content-length|transfer-encoding|content-encoding)$/i.test(name))
      .map(([name, value]) => `${name}: ${value}`),
    ...(isTrue || head.status === 204 ? [] : [`Content-Length: ${body.length}`]),
  ]
  const text = `${lines.join('\r\n')}\r\n\r\n`
  return { head: bytesOf(text), body: isTrue ? wireBody : body }
}

function isCounted(head: HttpHead, body: Uint8Array): boolean {
  const counted = header(head, 'content-length')
  return counted === undefined || Number(counted) === body.length
}

/** A chunked body whose sizes do not fit any more: takes out the lines that are a size and nothing else. */
function withoutChunkLines(body: Uint8Array): Uint8Array {
  const lines = latin1(body).split('\n')
  const kept = lines.filter((line, index) => {
    const isEdge = index === 0 || lines[index - 1]?.trim() === '' || lines[index + 1]?.trim() === ''
    return !(/^[0-9A-Fa-f]{1,8}\r?$/.test(line) && (isEdge || !line.includes('<')))
  })
  return bytesOf(kept.join('\n').trimEnd())
}

const limit = { maxOutputLength: 256 * 1024 * 1024 }

/** Undoes a content coding; throws an error that says why it cannot. */
export function inflate(coding: string, bytes: Uint8Array): Uint8Array {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(bytes, limit)
    case 'deflate':
      try {
        return inflateSync(bytes, limit)
      } catch {
        return inflateRawSync(bytes, limit)
      }
    case 'br':
      return brotliDecompressSync(bytes, limit)
    default:
      throw new Error(`the coding "${coding}" is not known here`)
  }
}

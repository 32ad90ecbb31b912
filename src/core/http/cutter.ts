import { ByteSink } from './byte-sink.js'
import { chunkSize, framingOf } from './framing.js'
import { isInterim, knowHead, parseHead, parseStartLine } from './head.js'
import type { HttpHead, WireMessage } from './message.js'
import { latin1 } from './text.js'

const CR = 13
const LF = 10

/** A line of chunk framing longer than this is no framing. */
const LONGEST_FRAMING_LINE = 16 * 1024

export interface CutterOptions {
  /** Head bytes kept; a longer head is not taken for HTTP. Default: no limit. */
  readonly maxHeadBytes?: number
  /** Body bytes kept (with framing): a longer body is cut there, given out as incomplete, and its rest is skipped. Default: no limit. */
  readonly maxBodyBytes?: number
  /** Response side: the method of the request that the response under way answers (HEAD has no body). */
  readonly requestMethod?: () => string | undefined
}

/**
 * Cuts one direction of a connection into HTTP messages with their exact bytes. The same bytes give the same
 * messages however they are split into pushes.
 *
 * - Empty lines before a message go with its head (RFC 9112 2.2 tells servers to skip them).
 * - Interim responses (100 Continue) go in front of the head of the final one.
 * - What does not start like HTTP is given out at the end, all of it, with `parsed: null`.
 */
export interface HttpCutter {
  push(bytes: Uint8Array): WireMessage[]
  /** The stream ended: gives the message under way, complete only if its end is the end of the stream. Nothing may be pushed after. */
  end(): WireMessage | null
  /** Gives the message under way as incomplete, without waiting for its rest, which is skipped: it was answered early. */
  cut(): WireMessage | null
  /** Bytes of the message under way; 0 between messages (empty lines do not count) and while a cut one is skipped. */
  readonly pendingBytes: number
  /** Head of the message under way, once it is there. */
  readonly pendingHead: HttpHead | null
  /** Interim responses of the message under way that were not taken before: they must not wait for the final one. */
  takeInterim(): Uint8Array | null
  /** True after a message was cut and before its end has come: bytes still arrive that nobody wants. */
  readonly skipping: boolean
}

type Phase =
  | { readonly name: 'head' }
  | { readonly name: 'length'; left: number }
  | { readonly name: 'chunk-size' }
  | { readonly name: 'chunk-data'; left: number }
  | { readonly name: 'chunk-end' }
  | { readonly name: 'trailer' }
  | { readonly name: 'rest'; readonly endsAtClose: boolean }
  | { readonly name: 'garbage' }

export function createHttpCutter(side: 'request' | 'response', options: CutterOptions = {}): HttpCutter {
  return new Cutter(side, options)
}

class Cutter implements HttpCutter {
  readonly #side: 'request' | 'response'
  readonly #maxHead: number
  readonly #maxBody: number
  readonly #requestMethod: () => string | undefined
  readonly #head = new ByteSink(512)
  readonly #body = new ByteSink()
  #phase: Phase = { name: 'head' }
  /** Where in the head bytes the present line starts. */
  #lineFrom = 0
  /** The present line of the chunk framing, as far as it has come. */
  #line = ''
  /** Whether anything but empty lines was seen of this message. */
  #started = false
  /** Whether the start line of the present head is still to come. */
  #startLinePending = true
  /** Where in the head bytes the present head starts: behind interim responses. */
  #headFrom = 0
  #interimTaken = 0
  #parsed: HttpHead | null = null
  #skipping = false

  constructor(side: 'request' | 'response', options: CutterOptions) {
    this.#side = side
    this.#maxHead = options.maxHeadBytes ?? Number.POSITIVE_INFINITY
    this.#maxBody = options.maxBodyBytes ?? Number.POSITIVE_INFINITY
    this.#requestMethod = options.requestMethod ?? (() => undefined)
  }

  get pendingBytes(): number {
    return this.#started && !this.#skipping ? this.#head.length + this.#body.length : 0
  }

  get pendingHead(): HttpHead | null {
    return this.#skipping ? null : this.#parsed
  }

  get skipping(): boolean {
    return this.#skipping
  }

  push(bytes: Uint8Array): WireMessage[] {
    const messages: WireMessage[] = []
    let at = 0
    while (at < bytes.length) at = this.#consume(bytes, at, messages)
    return messages
  }

  end(): WireMessage | null {
    const message =
      this.#started && !this.#skipping
        ? this.#message(this.#phase.name === 'rest' && this.#phase.endsAtClose)
        : null
    this.#restart()
    return message
  }

  cut(): WireMessage | null {
    if (!this.#started || this.#skipping) return null
    const message = this.#message(false)
    this.#skipping = true
    // An unfinished head says nothing about where the message ends.
    if (this.#phase.name === 'head') this.#phase = { name: 'garbage' }
    return message
  }

  takeInterim(): Uint8Array | null {
    if (this.#interimTaken >= this.#headFrom) return null
    const interim = this.#head.slice(this.#interimTaken, this.#headFrom)
    this.#interimTaken = this.#headFrom
    return interim
  }

  #consume(bytes: Uint8Array, at: number, messages: WireMessage[]): number {
    const phase = this.#phase
    switch (phase.name) {
      case 'head':
        return this.#consumeHead(bytes, at, messages)
      case 'length':
      case 'chunk-data': {
        const end = Math.min(bytes.length, at + phase.left)
        phase.left -= end - at
        this.#keep(bytes.subarray(at, end), messages)
        if (phase.left === 0) {
          if (phase.name === 'length') this.#finish(messages)
          else this.#phase = { name: 'chunk-end' }
        }
        return end
      }
      case 'chunk-size':
      case 'chunk-end':
      case 'trailer':
        return this.#consumeFramingLine(bytes, at, phase.name, messages)
      case 'rest':
        this.#keep(bytes.subarray(at), messages)
        return bytes.length
      case 'garbage':
        this.#keepGarbage(bytes.subarray(at), messages)
        return bytes.length
    }
  }

  #consumeHead(bytes: Uint8Array, at: number, messages: WireMessage[]): number {
    const lineEnd = bytes.indexOf(LF, at)
    const room = this.#maxHead - this.#head.length
    const end = Math.min(lineEnd < 0 ? bytes.length : lineEnd + 1, at + room + 1)
    this.#head.append(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end))
    for (let place = at; !this.#started && place < end; place++) {
      this.#started = bytes[place] !== CR && bytes[place] !== LF
    }
    if (this.#head.length > this.#maxHead) {
      this.#becomeGarbage(messages)
      return end
    }
    if (lineEnd < 0) return end
    const from = this.#lineFrom
    this.#lineFrom = this.#head.length
    if (this.#isEmptyLine(from)) {
      if (!this.#startLinePending) this.#headEnded(messages)
    } else if (this.#startLinePending) {
      this.#startLinePending = false
      const start = parseStartLine(withoutLineEnd(latin1(this.#head.slice(from))))
      const belongs = start !== null && (start.status === undefined) === (this.#side === 'request')
      if (!belongs) this.#becomeGarbage(messages)
    }
    return end
  }

  #isEmptyLine(from: number): boolean {
    const length = this.#head.length - from
    return length === 1 || (length === 2 && this.#head.at(from) === CR)
  }

  #headEnded(messages: WireMessage[]): void {
    const head = parseHead(this.#head.slice(this.#headFrom))
    if (head !== null && isInterim(head.status)) {
      this.#headFrom = this.#head.length
      this.#startLinePending = true
      return
    }
    this.#parsed = head
    const framing = head === null ? { kind: 'broken' as const } : framingOf(head, this.#requestMethod())
    switch (framing.kind) {
      case 'none':
        return this.#finish(messages)
      case 'length':
        this.#phase = { name: 'length', left: framing.length }
        if (framing.length === 0) this.#finish(messages)
        return
      case 'chunked':
        this.#phase = { name: 'chunk-size' }
        return
      case 'until-close':
      case 'broken':
        this.#phase = { name: 'rest', endsAtClose: framing.kind === 'until-close' }
    }
  }

  #consumeFramingLine(
    bytes: Uint8Array,
    at: number,
    name: 'chunk-size' | 'chunk-end' | 'trailer',
    messages: WireMessage[],
  ): number {
    const lineEnd = bytes.indexOf(LF, at)
    // One byte over the limit decides, wherever the pushes are split.
    const end = Math.min(
      lineEnd < 0 ? bytes.length : lineEnd + 1,
      at + LONGEST_FRAMING_LINE + 1 - this.#line.length,
    )
    const piece = bytes.subarray(at, end)
    this.#keep(piece, messages)
    this.#line += latin1(piece)
    if (this.#line.length > LONGEST_FRAMING_LINE) {
      this.#phase = { name: 'rest', endsAtClose: false }
      this.#line = ''
      return end
    }
    if (!this.#line.endsWith('\n')) return end
    const line = withoutLineEnd(this.#line)
    this.#line = ''
    if (name === 'trailer') {
      if (line === '') this.#finish(messages)
    } else if (name === 'chunk-end') {
      this.#phase = line === '' ? { name: 'chunk-size' } : { name: 'rest', endsAtClose: false }
    } else {
      const size = chunkSize(line)
      if (size === null) this.#phase = { name: 'rest', endsAtClose: false }
      else this.#phase = size === 0 ? { name: 'trailer' } : { name: 'chunk-data', left: size }
    }
    return end
  }

  #keep(piece: Uint8Array, messages: WireMessage[]): void {
    if (this.#skipping) return
    const room = this.#maxBody - this.#body.length
    this.#body.append(piece.length > room ? piece.subarray(0, room) : piece)
    if (piece.length > room) {
      messages.push(this.#message(false))
      this.#skipping = true
    }
  }

  #becomeGarbage(messages: WireMessage[]): void {
    this.#phase = { name: 'garbage' }
    this.#started = true
    const kept = this.#head.take()
    this.#keepGarbage(kept, messages)
  }

  /** Garbage has no body: all of it stands in the head. */
  #keepGarbage(piece: Uint8Array, messages: WireMessage[]): void {
    if (this.#skipping) return
    const room = this.#maxHead + this.#maxBody - this.#head.length
    this.#head.append(piece.length > room ? piece.subarray(0, room) : piece)
    if (piece.length > room) {
      messages.push(this.#message(false))
      this.#skipping = true
    }
  }

  #finish(messages: WireMessage[]): void {
    if (!this.#skipping) messages.push(this.#message(true))
    this.#restart()
  }

  #message(complete: boolean): WireMessage {
    const head = this.#head.take()
    const parsed = this.#phase.name === 'head' ? parseHead(head) : this.#parsed
    if (parsed !== null && this.#headFrom === 0) knowHead(head, parsed)
    return { head, body: this.#body.take(), parsed, complete }
  }

  #restart(): void {
    this.#phase = { name: 'head' }
    this.#head.take()
    this.#body.take()
    this.#line = ''
    this.#started = false
    this.#startLinePending = true
    this.#headFrom = 0
    this.#lineFrom = 0
    this.#interimTaken = 0
    this.#parsed = null
    this.#skipping = false
  }
}

function withoutLineEnd(line: string): string {
  return line.endsWith('\r\n') ? line.slice(0, -2) : line.slice(0, -1)
}

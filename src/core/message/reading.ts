import {
  decodeBody,
  framingOf,
  header,
  parseHead,
  type HttpHead,
  type Inflate,
  type WireBytes,
} from '../http/index.js'
import { decodeEnvelope } from '../soap/index.js'
import type { DecodedEnvelope } from '../soap/message.js'

/** `http` is a message without CWMP meaning: 401, redirect, 413, GET. */
export type MessageKind = 'request' | 'response' | 'fault' | 'empty' | 'http'

/** What can be wrong with the framing of a message. */
export type FramingRule =
  'http-incomplete' | 'http-body-unreadable' | 'bare-line-feed' | 'folded-header' | 'uncounted-bytes'

/** A defect of a message's framing. It has no place in the body's text. */
export interface FramingIssue {
  readonly rule: FramingRule
  readonly message: string
}

/** What one recorded HTTP message says. */
export interface Reading {
  readonly head: HttpHead | null
  /** Without chunk framing and content coding. */
  readonly body: Uint8Array
  readonly kind: MessageKind
  /** The envelope, also a damaged one; null where there is none to be expected. */
  readonly envelope: DecodedEnvelope | null
  /** What is wrong with the message's framing; the envelope has its own issues. */
  readonly framing: readonly FramingIssue[]
}

/** The two sides of an exchange. A response is read in the light of its request: the answer to a GET is no CWMP. */
export type ReadingOf =
  | {
      readonly side: 'request'
      readonly complete: boolean
      /** What its body says, where it is decoded already. */
      readonly envelope?: DecodedEnvelope | undefined
    }
  | { readonly side: 'response'; readonly requestMethod: string | null }

/** Reads a message from its bytes. `inflate` undoes content codings; without it a compressed body stays unread. */
export function readMessage(wire: WireBytes, of: ReadingOf, inflate?: Inflate): Reading {
  const head = parseHead(wire.head)
  const { bytes: body, problem } = decodeBody(wire, inflate)
  // What is no HTTP has no spelling either.
  const framing = head === null ? [] : [...spellingOf(wire.head), ...uncounted(wire, head, of)]
  if (of.side === 'request' && !of.complete) framing.push(incomplete)
  if (problem !== null && !answersHead(of)) framing.push(unreadableBody(problem))
  const envelope = mayHoldEnvelope(head, body, of)
    ? ((of.side === 'request' ? of.envelope : undefined) ?? decode(head, body))
    : null
  if (envelope === null || (of.side === 'response' && !envelope.ok && !isSuccess(head))) {
    return { head, body, kind: isEmptyTurn(head, body, of) ? 'empty' : 'http', envelope: null, framing }
  }
  return {
    head,
    body,
    kind: envelope.ok ? envelope.kind : 'http',
    envelope,
    framing,
  }
}

function mayHoldEnvelope(head: HttpHead | null, body: Uint8Array, of: ReadingOf): boolean {
  if (isBlank(body)) return false
  return of.side === 'request'
    ? head?.method === 'POST'
    : of.requestMethod === 'POST' || of.requestMethod === null
}

/** An empty POST and the empty answer are moves of the session; an empty 401 is not. */
function isEmptyTurn(head: HttpHead | null, body: Uint8Array, of: ReadingOf): boolean {
  if (head === null || !isBlank(body)) return false
  if (of.side === 'request') return head.method === 'POST' && of.complete
  return of.requestMethod === 'POST' && (head.status === 200 || head.status === 204)
}

/** The head of an answer to HEAD tells the length of a body that is not sent (RFC 9110 9.3.2). */
function answersHead(of: ReadingOf): boolean {
  return of.side === 'response' && of.requestMethod === 'HEAD'
}

function isSuccess(head: HttpHead | null): boolean {
  return head?.status !== undefined && head.status >= 200 && head.status < 300
}

/** Some CPEs end an empty POST with a line end that they do not count. */
function isBlank(body: Uint8Array): boolean {
  return body.every((byte) => byte === 0x0d || byte === 0x0a || byte === 0x20 || byte === 0x09)
}

function decode(head: HttpHead | null, body: Uint8Array): DecodedEnvelope {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec((head && header(head, 'content-type')) ?? '')?.[1]
  return decodeEnvelope(body, charset === undefined ? {} : { charset })
}

/** What can only be seen in the bytes of a head, since reading it puts it right. */
function spellingOf(bytes: Uint8Array): readonly FramingIssue[] {
  const issues: FramingIssue[] = []
  let bare = 0
  let folded = 0
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (at === 0 || bytes[at - 1] !== CR) bare++
    const next = bytes[at + 1]
    if (next === SPACE || next === TAB) folded++
  }
  if (bare > 0) {
    const message = `${bare} ${bare === 1 ? 'line' : 'lines'} of the HTTP head ${bare === 1 ? 'ends' : 'end'} with a bare line feed instead of CR LF.`
    issues.push({ rule: 'bare-line-feed', message })
  }
  if (folded > 0) {
    const message = `${folded} ${folded === 1 ? 'line' : 'lines'} of the HTTP head ${folded === 1 ? 'continues' : 'continue'} the header before (folding).`
    issues.push({ rule: 'folded-header', message })
  }
  if (bytes[0] === CR || bytes[0] === LF) {
    const message = 'An empty line stands before this message: the length of the one before did not count it.'
    issues.push({ rule: 'uncounted-bytes', message })
  }
  return issues
}

/** A body that goes on behind its declared length; a recorder of connections cuts it there, a file may hold it. */
function uncounted(wire: WireBytes, head: HttpHead, of: ReadingOf): readonly FramingIssue[] {
  const framing = framingOf(head, of.side === 'response' ? (of.requestMethod ?? undefined) : undefined)
  if (framing.kind !== 'length' || wire.body.length <= framing.length) return []
  const more = wire.body.length - framing.length
  const message = `Content-Length is ${framing.length}, and ${more} more ${more === 1 ? 'byte follows' : 'bytes follow'}.`
  return [{ rule: 'uncounted-bytes', message }]
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09

const incomplete: FramingIssue = {
  rule: 'http-incomplete',
  message: 'The connection ended inside this message: what its head announces never arrived whole.',
}

function unreadableBody(problem: string): FramingIssue {
  return { rule: 'http-body-unreadable', message: problem }
}

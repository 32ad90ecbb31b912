import { explainMessage } from '../../core/explain/index.js'
import { header, latin1, type HttpHead } from '../../core/http/index.js'
import { type DefinitionOf, type Finding, lintMessage, ruleById } from '../../core/lint/index.js'
import type { MessageKind } from '../../core/message/index.js'
import { rpcTable } from '../../core/rpc/index.js'
import type { SessionRecord } from '../../core/sessions/index.js'
import type { CwmpFault, DecodedEnvelope, RpcStruct, RpcValue, SoapHeader } from '../../core/soap/index.js'
import { decodeEnvelopes } from '../../core/soap/index.js'
import { converse, type FileConversation } from './file-conversation.js'
import { findRawMessages, type RawMessage } from './raw-messages.js'

/** One message as `decode --json` prints it; the shape is public. */
export interface DecodedMessage {
  readonly file: string
  readonly ok: boolean
  readonly kind: MessageKind
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe' | null
  readonly rpc: string | null
  readonly cwmpVersion: string | null
  readonly namespace: string | null
  readonly cwmpId: string | null
  readonly header: SoapHeader
  readonly decoded: RpcStruct
  readonly parameters: number
  readonly fault: CwmpFault | null
  readonly http?: {
    readonly method?: string
    readonly status?: number
    readonly headers: Readonly<Record<string, string>>
  }
  /** Lines count from the beginning of the body; `bodyLine` is where that stands in the file. */
  readonly findings: readonly Finding[]
  readonly explanation: string
  /** Line of the file in which the body begins; null where its lines are not those of the file. */
  readonly bodyLine: number | null
  /** Number of its session in the file, from 1; null: it belongs to none. */
  readonly session: number | null
}

/** A message with what is needed to show its places. */
export interface ReadMessage {
  readonly message: DecodedMessage
  /** The text that offsets of findings count in. */
  readonly text: () => string
}

export interface ReadFile {
  readonly messages: readonly ReadMessage[]
  readonly sessions: readonly ReadSession[]
}

/** A session that the HTTP messages of a file make up. */
export interface ReadSession {
  readonly record: SessionRecord
  readonly findings: readonly Finding[]
}

type Direction = DecodedMessage['direction']

/** A message before it is placed among the others. */
interface Draft {
  readonly raw: RawMessage
  /** Of the raw message in the file. */
  readonly place: number
  readonly envelope: DecodedEnvelope | null
  /** The envelope of the raw message that this is, from 0. */
  readonly index: number
  readonly kind: MessageKind
  readonly direction: Direction
}

/** Decodes and judges everything in a file. */
export function readMessages(file: string, bytes: Uint8Array, definitionOf?: DefinitionOf): ReadFile {
  const raw = findRawMessages(bytes)
  const conversation = converse(raw, definitionOf)
  const drafts = raw.flatMap(draftsOf)
  const answered = namesById(drafts)
  const context = {
    firsts: new Map(drafts.filter(({ index }) => index === 0).map((draft) => [draft.place, draft])),
    seconds: new Map(drafts.filter(({ index }) => index === 1).map((draft) => [draft.place, draft])),
    numbers: new Map(conversation.sessions.map(({ record }, index) => [record.id, index + 1])),
    conversation,
    answered,
    definitionOf,
  }
  return {
    messages: drafts.map((draft) => finish(file, draft, context)),
    sessions: conversation.sessions,
  }
}

/** What a message is placed among. */
interface Context {
  /** The first and the second envelope of each raw message, by its place. */
  readonly firsts: ReadonlyMap<number, Draft>
  readonly seconds: ReadonlyMap<number, Draft>
  /** Numbers of sessions by their ids. */
  readonly numbers: ReadonlyMap<string, number>
  readonly conversation: FileConversation
  readonly answered: ReadonlyMap<Draft, Draft>
  readonly definitionOf: DefinitionOf | undefined
}

function draftsOf(raw: RawMessage, place: number): Draft[] {
  const { head, body, charset } = raw
  const alone = (kind: MessageKind): Draft[] => [
    { raw, place, envelope: null, index: 0, kind, direction: head === null ? null : directionOfHead(head) },
  ]
  if (head !== null && isBlank(body)) return alone(hasNoMeaning(head) ? 'http' : 'empty')
  const envelopes =
    head === null ? bareEnvelopes(body) : decodeEnvelopes(body, charset === undefined ? {} : { charset })
  const [first] = envelopes
  if (head !== null && hasNoMeaning(head) && first?.ok !== true) return alone('http')
  return envelopes.map((envelope, index) => {
    const ofHead = head === null ? null : directionOfHead(head)
    return {
      raw,
      place,
      envelope,
      index,
      kind: envelope.ok || head === null ? envelope.kind : ('http' as const),
      // Behind the first one stands what was pasted there, which may come from the other side.
      direction: index === 0 && ofHead !== null ? ofHead : (directionOf(envelope) ?? ofHead),
    }
  })
}

const envelopeStart = /<(?:[\w.-]{1,60}:)?Envelope[\s>]/g

/**
 * The envelopes of a text. Where notes around them, a log's CDATA or a wrapper keep them from being found, each is
 * cut out and read by itself.
 */
function bareEnvelopes(body: Uint8Array): readonly DecodedEnvelope[] {
  const whole = decodeEnvelopes(body)
  const text = latin1(body)
  const starts = [...text.matchAll(envelopeStart)].map((match) => match.index)
  if (whole.filter(({ ok }) => ok).length >= Math.max(starts.length, 1)) return whole
  if (starts.length === 0) return whole
  const cut = starts.map((start, index) => {
    const declaration =
      /<\?xml[^<>]{0,200}\?>\s*$/.exec(text.slice(Math.max(0, start - 300), start))?.[0].length ?? 0
    const next = starts[index + 1] ?? text.length
    const end = /<\/(?:[\w.-]{1,60}:)?Envelope\s*>/.exec(text.slice(start, next))
    return decodeEnvelopes(
      body.subarray(start - declaration, end === null ? next : start + end.index + end[0].length),
    )
  })
  const found = cut.flat()
  return found.filter(({ ok }) => ok).length > whole.filter(({ ok }) => ok).length ? found : whole
}

/** The RPC of the request with an ID that stands before a message; faults do not name it themselves. */
function namesById(drafts: readonly Draft[]): ReadonlyMap<Draft, Draft> {
  const requests = new Map<string, Draft>()
  const answered = new Map<Draft, Draft>()
  for (const draft of drafts) {
    const id = draft.envelope?.header.id
    if (id === undefined || draft.envelope?.ok !== true) continue
    if (draft.kind === 'request') requests.set(id, draft)
    const asked = requests.get(id)
    if (asked === undefined || draft.kind === 'request') continue
    if (draft.kind === 'fault' || draft.envelope.rpc === asked.envelope?.rpc) answered.set(draft, asked)
  }
  return answered
}

function finish(file: string, draft: Draft, context: Context): ReadMessage {
  const { raw, envelope, kind, index, place } = draft
  const { head } = raw
  const { conversation, definitionOf } = context
  const placed = index === 0 ? conversation.messages.get(place) : undefined
  const paired = context.firsts.get(conversation.places.get(placed?.record.pairedWith ?? '') ?? -1)
  const request = paired?.kind === 'request' && kind !== 'request' ? paired : context.answered.get(draft)
  const asked = request?.envelope ?? null
  const isUnnamed = kind === 'fault' && envelope?.rpc === 'Fault'
  const findings =
    placed === undefined
      ? lintDraft(draft, definitionOf)
      : ofFirst(placed.findings, context.seconds.get(place)?.envelope ?? null)
  return {
    message: {
      file,
      ok: envelope?.ok ?? true,
      kind,
      direction: draft.direction,
      rpc: isUnnamed ? (asked?.rpc ?? 'Fault') : (envelope?.rpc ?? null),
      cwmpVersion: envelope?.cwmpVersion ?? null,
      namespace: envelope?.namespace ?? null,
      cwmpId: envelope?.header.id ?? null,
      header: envelope?.header ?? {},
      decoded: envelope?.decoded ?? {},
      parameters: envelope?.parameters ?? 0,
      fault: envelope?.fault ?? null,
      ...(head === null ? {} : { http: httpFacts(head) }),
      findings: [...uncounted(draft), ...findings, ...severalNamed(draft, findings)].map(withoutIds),
      explanation: explainMessage(
        envelope,
        kind,
        head ?? undefined,
        asked === null ? null : { rpc: asked.rpc, arguments: asked.decoded },
      ),
      bodyLine: raw.firstLine,
      session: context.numbers.get(placed?.record.sessionId ?? '') ?? null,
    },
    text: () => envelope?.source.document.text ?? '',
  }
}

function lintDraft(draft: Draft, definitionOf: DefinitionOf | undefined): readonly Finding[] {
  const { raw, kind, envelope, direction } = draft
  return lintMessage({
    head: raw.head,
    body: raw.body,
    kind,
    envelope,
    framing: [],
    direction,
    ...(definitionOf === undefined ? {} : { definitionOf }),
  })
}

/** A message as a whole is judged with all its envelopes; what is said of a further one belongs to that. */
function ofFirst(findings: readonly Finding[], next: DecodedEnvelope | null): readonly Finding[] {
  if (next === null) return findings
  const { document, envelope } = next.source
  const from = document.start(envelope)
  return findings.filter(({ offset }) => offset === undefined || offset < from)
}

/** An envelope that was cut out does not know that it has others before it. */
function severalNamed({ raw, index }: Draft, findings: readonly Finding[]): readonly Finding[] {
  const rule = ruleById.get('several-envelopes')
  if (index === 0 || raw.head !== null || rule === undefined) return []
  if (findings.some((finding) => finding.rule === rule.id)) return []
  const message = `This is envelope ${index + 1} in one file; a message may hold only one.`
  return [{ rule: rule.id, severity: rule.severity, message, reference: rule.reference }]
}

/** A device may count its last line end wrongly, and a recorder may add one: the file does not tell which. */
function uncounted({ raw, index }: Draft): readonly Finding[] {
  const rule = ruleById.get('uncounted-bytes')
  const { head, lineEndBehind: more, body } = raw
  if (index > 0 || more === 0 || head === null || rule === undefined) return []
  if (Number(header(head, 'content-length') ?? Number.NaN) !== body.length) return []
  const message = `Content-Length is ${body.length}, and a line end of ${more} ${more === 1 ? 'byte' : 'bytes'} follows: sent like this, or added when the file was saved.`
  return [{ rule: rule.id, severity: 'info', message, reference: rule.reference }]
}

/** The ids of the conversation mean nothing outside. */
function withoutIds({ sessionId: _session, messageId: _message, ...finding }: Finding): Finding {
  return finding
}

/** A connection request or a page, a challenge, a redirect, a refusal: no turn of a CWMP session. */
function hasNoMeaning(head: HttpHead): boolean {
  if (head.status !== undefined) return head.status !== 200 && head.status !== 204
  return head.method !== 'POST'
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09)
}

function httpFacts(head: HttpHead): NonNullable<DecodedMessage['http']> {
  const headers: Record<string, string> = {}
  for (const [name, value] of head.headers) {
    const present = Object.hasOwn(headers, name) ? `${headers[name] ?? ''}, ${value}` : value
    Object.defineProperty(headers, name, {
      value: present,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return {
    ...(head.method === undefined ? {} : { method: head.method }),
    ...(head.status === undefined ? {} : { status: head.status }),
    headers,
  }
}

function directionOfHead(head: HttpHead): Direction {
  return head.status === undefined ? 'cpe-to-acs' : 'acs-to-cpe'
}

/** Of a bare envelope: who can have sent it. Null where either side can. */
function directionOf({ kind, rpc, fault, decoded }: DecodedEnvelope): Direction {
  if (kind === 'fault') {
    if (rpc === 'SetParameterValues' || fault?.code.startsWith('9') === true) return 'cpe-to-acs'
    return fault?.code.startsWith('8') === true ? 'acs-to-cpe' : null
  }
  if (rpc === 'GetRPCMethods' && kind === 'response') return whoseMethods(decoded['MethodList'])
  const sender = rpcTable.get(rpc ?? '')?.sender
  if (sender === undefined || sender === 'both') return null
  return (sender === 'cpe') === (kind === 'request') ? 'cpe-to-acs' : 'acs-to-cpe'
}

/** Only an ACS takes an Inform, and only a CPE has parameters to get. */
function whoseMethods(list: RpcValue | undefined): Direction {
  if (!Array.isArray(list)) return null
  if (list.includes('Inform')) return 'acs-to-cpe'
  return list.includes('GetParameterValues') ? 'cpe-to-acs' : null
}

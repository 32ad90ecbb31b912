import { ruleById } from '../lint/index.js'
import type { SessionOutcome } from '../journal/records.js'
import type {
  CwmpFault,
  CwmpVersion,
  DecodedEnvelope,
  OutgoingMessage,
  RpcStruct,
  SoapHeader,
} from '../soap/message.js'
import type { RawRequest } from '../soap/raw-request.js'

/** An RPC of ours on its way through a session. */
export interface AcsRpc {
  /** The queue's id. */
  readonly id: string
  readonly method: string
  readonly arguments: RpcStruct
  /** Sent in place of an envelope of ours. Whatever the CPE answers next is its answer. */
  readonly raw?: RawRequest
}

/** What can happen to the ACS side of a session, by name. The first six are POSTs and want an answer. */
interface AcsEventData {
  inform: { readonly header: SoapHeader; readonly version: CwmpVersion | null; readonly arguments: RpcStruct }
  'cpe-request': { readonly header: SoapHeader; readonly rpc: string; readonly arguments: RpcStruct }
  'cpe-response': { readonly header: SoapHeader; readonly rpc: string; readonly result: RpcStruct }
  'cpe-fault': { readonly header: SoapHeader; readonly fault: CwmpFault }
  'empty-post': unknown
  /** A body in which no RPC could be recognised. `problem` is a sentence; `status` 400 unless something fits better. */
  unreadable: { readonly problem: string; readonly status?: RefusalStatus }
  /** The answer to `ask-queue`. `cwmpId` must be unused in this session. */
  'queue-gave': { readonly rpc: AcsRpc; readonly cwmpId: string }
  'queue-empty': unknown
  'timed-out': unknown
  'connection-closed': unknown
  /** The same CPE has opened another session. */
  superseded: unknown
  /** The workbench stops. */
  stopped: unknown
}

/** HTTP statuses a POST is refused with: Bad Request, Content Too Large, Unsupported Media Type. */
export type RefusalStatus = 400 | 413 | 415

export type AcsEventType = keyof AcsEventData

export type AcsEvent<Type extends AcsEventType = AcsEventType> = {
  [T in Type]: { readonly type: T } & AcsEventData[T]
}[Type]

/** The events that are an HTTP POST of the CPE: each gets exactly one answer. */
export const postEventTypes = [
  'inform',
  'cpe-request',
  'cpe-response',
  'cpe-fault',
  'empty-post',
  'unreadable',
] as const satisfies readonly AcsEventType[]

export type AcsPostEvent = AcsEvent<(typeof postEventTypes)[number]>

/** What the dialog wants done, in this order. */
export type AcsCommand =
  /** Answer the POST with 200 and an envelope. `carries`: the id of the RPC of ours in it; `raw`: what is sent in place of the message. */
  | {
      readonly type: 'answer'
      readonly message: OutgoingMessage
      readonly carries?: string
      readonly raw?: RawRequest
    }
  /** Answer the POST with 204: nothing (more) to say (TR-069a6 3.4.6). */
  | { readonly type: 'answer-empty' }
  /** Refuse the POST; `text` says why and what would be right. */
  | { readonly type: 'answer-refusal'; readonly status: RefusalStatus; readonly text: string }
  /** Ask the queue for the CPE's next RPC and come back with `queue-gave` or `queue-empty`. */
  | { readonly type: 'ask-queue' }
  | { readonly type: 'rpc-finished'; readonly rpcId: string; readonly outcome: AcsRpcOutcome }
  /** The answer of an RPC will not come (any more). `reason` is a sentence. */
  | { readonly type: 'rpc-interrupted'; readonly rpcId: string; readonly reason: string }
  | { readonly type: 'session-accepted'; readonly facts: AcsSessionFacts }
  | { readonly type: 'session-ended'; readonly outcome: Exclude<SessionOutcome, 'open'> }
  /** The CPE did something that was understood but is not as it should be. A sentence. */
  | { readonly type: 'note'; readonly text: string }

export type AcsRpcOutcome = { readonly result: RpcStruct } | { readonly fault: CwmpFault }

/** What the Inform settled for the whole session. */
export interface AcsSessionFacts {
  readonly deviceId: string
  readonly version: CwmpVersion
  /** How long the session may be idle, in seconds. */
  readonly timeoutSeconds: number
}

/** Says what a POST with a body means to the dialog. */
export function acsEventOf(envelope: DecodedEnvelope): AcsPostEvent {
  const { header, rpc } = envelope
  // Half a list would be taken for the whole: malformed XML fails the session (TR-069a6 3.7.1.4).
  if (envelope.cut) return unreadable(envelope)
  switch (envelope.kind) {
    case 'fault':
      return {
        type: 'cpe-fault',
        header,
        fault: envelope.fault ?? { code: '', string: 'a fault without detail', blame: 'Server' },
      }
    case 'request':
      if (rpc === null) return unreadable(envelope)
      return rpc === 'Inform'
        ? { type: 'inform', header, version: envelope.cwmpVersion, arguments: envelope.decoded }
        : { type: 'cpe-request', header, rpc, arguments: envelope.decoded }
    case 'response':
      if (rpc === null) return unreadable(envelope)
      return { type: 'cpe-response', header, rpc, result: envelope.decoded }
    default:
      return envelope.kind satisfies never
  }
}

function unreadable(envelope: DecodedEnvelope): AcsEvent<'unreadable'> {
  const { issues, source } = envelope
  const issue =
    (envelope.cut && issues.find(({ rule }) => rule === 'truncated')) ??
    issues.find(({ rule }) => ruleById.get(rule)?.severity === 'error') ??
    issues[0]
  if (issue === undefined) return { type: 'unreadable', problem: 'no SOAP envelope with an RPC in it.' }
  const { line, column } = source.document.positionAt(issue.offset)
  return { type: 'unreadable', problem: `${issue.message} (line ${line}, column ${column})` }
}

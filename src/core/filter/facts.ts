import type { Source } from '../journal/records.js'
import type { FindingCounts, MessageKind } from '../sessions/records.js'

/** What a filter can ask about one message. Implementers may compute costly members in getters: they are read only if a term needs them. */
export interface MessageFacts {
  /** Method name without `Response`; null where there is none. */
  readonly rpc: string | null
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly kind: MessageKind
  /** Event codes as on the wire: `1 BOOT`, `M Reboot`. Only an Inform has any. */
  readonly events: readonly string[]
  /** Codes of the fault and of its SetParameterValuesFault members. */
  readonly faultCodes: readonly string[]
  /** Their texts. */
  readonly faultTexts: readonly string[]
  /** HTTP status of a response. */
  readonly status: number | null
  /** Parameter and object names the message speaks of. */
  readonly paths: readonly string[]
  /** Parameter values in the message. */
  readonly values: readonly string[]
  /** CommandKeys in the message. */
  readonly commandKeys: readonly string[]
  /** Rule ids of its findings. */
  readonly rules: readonly string[]
  readonly findings: FindingCounts
  readonly marks: readonly string[]
  readonly notes: readonly string[]
  /** Head and body on the wire. */
  readonly bytes: number
  /** Milliseconds since its request; null for a request. */
  readonly durationMs: number | null
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Number of the TCP connection; null if unknown (imported text). */
  readonly connection: number | null
}

/** What a filter can ask about a session as a whole. */
export interface SessionFacts {
  readonly id: string
  readonly deviceId: string | null
  readonly state: 'open' | 'done' | 'failed'
  /** Stable code: `completed`, `cookie-lost`, `timeout`, … */
  readonly outcome: string
  readonly source: Source
  /** Remote addresses of its connections, `host:port`. */
  readonly addresses: readonly string[]
  readonly durationMs: number
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number
  /** Rule ids of the findings of the session itself, and their numbers; those of messages are in {@link MessageFacts}. */
  readonly rules: readonly string[]
  readonly findings: FindingCounts
  /** Marks and notes on the session itself; those on messages are in {@link MessageFacts}. */
  readonly marks: readonly string[]
  readonly notes: readonly string[]
}

/**
 * One row that a filter is asked about. For a session every term may be met by a different message;
 * `msg(…)` ties terms to one. A message that belongs to no session has `session: null`.
 */
export type FilterFacts =
  | { readonly row: 'session'; readonly session: SessionFacts; readonly messages: readonly MessageFacts[] }
  | { readonly row: 'message'; readonly session: SessionFacts | null; readonly message: MessageFacts }

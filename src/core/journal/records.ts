import type { WireBytes } from '../http/message.js'

/** Microseconds since the Unix epoch, UTC. */
export type Micros = number

/** Where recorded traffic came from. */
export type Source = 'acs' | 'proxy' | 'simulator' | 'import'

/** How an exchange was tied to its session. */
export type BoundBy = 'cookie' | 'connection' | 'address'

/** Facts of a TCP connection. Addresses are `host:port`, IPv6 in brackets. */
export interface ConnectionFacts {
  readonly connection: number
  readonly source: Source
  readonly remote: string
  readonly local: string
  /** We opened it (a connection request): its requests go from the ACS to the CPE. */
  readonly outgoing?: true
}

/** A request as it arrived, before anybody acted on it. */
export interface RequestRecord extends WireBytes {
  readonly exchange: number
  readonly connection: number
  readonly source: Source
  readonly remote: string
  readonly local: string
  /** First and last byte of the message. */
  readonly startedAt: Micros
  readonly endedAt: Micros
  /** False: the connection ended inside the message, or it is not HTTP at all. */
  readonly complete: boolean
}

/** The answer to an exchange's request, journalled before it is sent. */
export interface ResponseRecord extends WireBytes {
  readonly exchange: number
  readonly at: Micros
}

/** Our own decision which session an exchange belongs to. `session` is the number of the session's first exchange. */
export interface BindingRecord {
  readonly exchange: number
  /** Null: belongs to no session (a GET on the ACS URL, garbage). */
  readonly session: number | null
  readonly boundBy: BoundBy
}

/** Everything else that is worth a line in the journal. */
export type JournalEvent =
  | ({ readonly type: 'connection-open'; readonly at: Micros } & ConnectionFacts)
  | {
      readonly type: 'connection-closed'
      readonly at: Micros
      readonly connection: number
      readonly reason: string
    }
  | {
      /** The engine saw the session end, and why; seen from messages alone a time-out is invisible. */
      readonly type: 'session-ended'
      readonly at: Micros
      readonly session: number
      readonly outcome: SessionOutcome
    }
  | {
      readonly type: 'connection-request'
      readonly at: Micros
      readonly deviceId: string
      readonly method: 'http' | 'udp' | 'xmpp'
      readonly ok: boolean
      readonly steps: readonly ReachStep[]
    }
  | {
      /** The capture was opened (again): whatever was in flight before it never got further. */
      readonly type: 'capture-opened'
      readonly at: Micros
    }
  | { readonly type: 'recording-paused' | 'recording-resumed'; readonly at: Micros }
  | { readonly type: 'user-action'; readonly at: Micros; readonly action: string; readonly detail: string }

/** One step of a connection request, for the step log. */
export interface ReachStep {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly ms: number
}

/** How a session ended, as a stable code. The sentence for it is made by core/explain. */
export type SessionOutcome =
  | 'open'
  | 'completed'
  | 'timeout'
  | 'connection-closed'
  | 'cookie-lost'
  | 'inform-refused'
  | 'not-authenticated'
  | 'protocol-error'
  | 'superseded'
  | 'interrupted'

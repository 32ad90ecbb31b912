import type { WireBytes } from '../http/message.js'
import type { ReachEvent } from './reach-events.js'

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
  /** How it is secured; not there: plain TCP. */
  readonly tls?: ConnectionTls
  /** `remote` is what a trusted proxy says by the PROXY protocol; this is the proxy itself, `host:port`. */
  readonly proxy?: string
}

/** How a connection is secured, and what the peer showed. */
export interface ConnectionTls {
  /** As OpenSSL names it: `TLSv1.2`. */
  readonly version: string
  readonly cipher: string
  /** Name the peer asked for (SNI); null: none. */
  readonly serverName: string | null
  /** Certificates the peer showed, its own first. Empty: none, or none asked for. */
  readonly peer: readonly CertificateFacts[]
  /** Whether the peer's certificate is trusted; null: it showed none. A string says why it is not. */
  readonly trust: true | string | null
}

/** A certificate, as far as people ask. Names are as RFC 4514 writes them, dates ISO 8601. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  readonly serialNumber: string
  readonly validFrom: string
  readonly validTo: string
  /** SHA-256, hex pairs with colons. */
  readonly fingerprint: string
  readonly selfSigned: boolean
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
      /** Nobody got as far as HTTP: a TLS handshake that failed, a PROXY header that could not be read. */
      readonly type: 'connection-failed'
      readonly at: Micros
      readonly source: Source
      readonly remote: string
      readonly local: string
      /** Stable, kebab-case. */
      readonly code: string
      /** Sentences: what happened, and what to do. */
      readonly detail: string
    }
  | {
      /** Credentials of a CPE were refused. A 401 without credentials before it refuses nothing. */
      readonly type: 'authentication-refused'
      readonly at: Micros
      readonly session: number
      readonly exchange: number
      readonly deviceId: string | null
      /** As the CPE gave it; null: it gave none. */
      readonly username: string | null
      /** Stable, kebab-case: `wrong-password`. */
      readonly reason: string
      /** Sentences: what was wrong, and what to do. */
      readonly detail: string
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
  | ReachEvent
  | TransferEvent
  | { readonly type: 'user-action'; readonly at: Micros; readonly action: string; readonly detail: string }

/**
 * What a CPE does at our file server. A request that moves content has a `transfer-started`, a `transfer-progress` now and
 * then, and a `transfer-ended`; one that moves none (a challenge, a refusal, HEAD) has its `transfer-ended` alone.
 */
export type TransferEvent =
  | ({ readonly type: 'transfer-started'; readonly at: Micros } & TransferFacts)
  | {
      readonly type: 'transfer-progress'
      readonly at: Micros
      readonly request: string
      /** Bytes of content this request has moved so far. */
      readonly bytes: number
    }
  | ({
      readonly type: 'transfer-ended'
      readonly at: Micros
      readonly bytes: number
      /** HTTP status of the answer; 0: there was none. */
      readonly status: number
      readonly durationMs: number
      readonly result: TransferResult
      /** A sentence. */
      readonly detail: string
    } & TransferFacts)

/** Which HTTP request of whom at our file server. */
export interface TransferFacts {
  /** Id of the HTTP request, the same in all events of it. */
  readonly request: string
  /** The transfer and the device it belongs to, where that is known. */
  readonly transfer: string | null
  readonly deviceId: string | null
  readonly fileId: string | null
  readonly direction: 'download' | 'upload'
  readonly method: string
  /** Request target as it came, shortened. */
  readonly target: string
  readonly remote: string
  readonly local: string
  /** Value of a Range header. */
  readonly range?: string
  /** Bytes the request is to move; null: the sender did not say. */
  readonly total: number | null
}

/**
 * What became of an HTTP request at our file server: all of the file was moved, or the part asked for; nothing was to be
 * moved; credentials were asked for; it was refused; the other side hung up; or it went wrong on our side.
 */
export type TransferResult = 'whole' | 'part' | 'nothing' | 'challenged' | 'refused' | 'cut-off' | 'failed'

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

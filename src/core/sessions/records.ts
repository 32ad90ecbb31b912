import type { BoundBy, SessionOutcome, Source } from '../journal/records.js'
import type { MessageKind } from '../message/index.js'

/** Times in records are ISO 8601 UTC with milliseconds. */
export type IsoTime = string

export interface FindingCounts {
  readonly error: number
  readonly warning: number
  readonly info: number
}

/** A recorded CWMP session, as every list shows it. */
export interface SessionRecord {
  /** `<captureId>.<first exchange number>`; survives re-indexing. */
  readonly id: string
  readonly deviceId: string | null
  readonly startedAt: IsoTime
  readonly endedAt: IsoTime | null
  readonly state: 'open' | 'done' | 'failed'
  readonly outcome: SessionOutcome
  /** The outcome as a sentence. */
  readonly verdict: string
  readonly boundBy: BoundBy
  readonly cwmpVersion: string | null
  /** Event codes of the Inform. */
  readonly events: readonly string[]
  readonly messages: number
  readonly findings: FindingCounts
  readonly durationMs: number
  readonly source: Source
}

export type { MessageKind }

/** One HTTP request or response, as every list shows it. */
export interface MessageRecord {
  /** `<captureId>.<exchange number>.q` for the request side, `.r` for the response side. */
  readonly id: string
  readonly sessionId: string | null
  /** Position in the session, from 0. */
  readonly index: number
  readonly at: IsoTime
  readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
  readonly kind: MessageKind
  readonly rpc: string | null
  readonly cwmpId: string | null
  /** The other half of the RPC (not of the HTTP exchange): a request's response or fault, and back. */
  readonly pairedWith: string | null
  readonly httpStatus?: number
  /** Head and body on the wire. */
  readonly bytes: number
  /** A response's or fault's time since its request. */
  readonly durationMs?: number
  readonly fault?: { readonly code: string; readonly string: string }
  readonly findings: number
  /** A few words for the ladder: event codes, first path, number of parameters. */
  readonly summary: string
}

/** A CPE as known from a capture. */
export interface DeviceRecord {
  /** `OUI-ProductClass-SerialNumber`, each part percent-encoded but for letters, digits, `_` and `.`. */
  readonly id: string
  readonly manufacturer: string
  readonly oui: string
  readonly productClass: string
  readonly serialNumber: string
  readonly root: 'Device' | 'InternetGatewayDevice' | null
  readonly softwareVersion: string | null
  readonly ip: string | null
  readonly lastInform: IsoTime | null
  readonly cwmpVersion: string | null
  readonly parameterCount: number
  /** Seconds, from the tree; decides `online`. */
  readonly periodicInformInterval: number | null
  readonly connectionRequestUrl: string | null
}

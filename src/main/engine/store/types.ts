import type {
  FindingCounts,
  DeviceRecord,
  MessageRecord,
  SessionRecord,
} from '../../../core/sessions/records.js'
import type { ConnectionFacts, Micros } from '../../../core/journal/records.js'
import type { WireBytes } from '../../../core/http/message.js'
import type { Finding } from '../../../core/lint/index.js'
import type { Expansion, ParameterChange, ParameterRecord, TreeRow } from '../../../core/tree/records.js'

export interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly filter?: string | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total: number
}

export interface CaptureFigures {
  readonly path: string
  readonly exchanges: number
  readonly sessions: number
  readonly bytes: number
}

export interface TreeRowsQuery {
  readonly search: string
  readonly expansion: Expansion
  readonly from: number
  readonly count: number
  readonly locate?: string | undefined
}

export interface TreeRowsAnswer {
  readonly rows: readonly TreeRow[]
  readonly total: number
  readonly matches: number
  readonly parameterCount: number
  readonly version: number
  readonly position: number | null
}

export interface ExchangeFacts extends ConnectionFacts {
  readonly exchange: number
  readonly startedAt: Micros
  readonly endedAt: Micros
}

/** A quirk that findings of a device call for. */
export interface SuggestedQuirk {
  /** The newest that calls for it; its fix is the quirk. */
  readonly finding: Finding
  /** How many of the rule call for it. */
  readonly findings: number
}

/**
 * What can be asked of a capture. Unknown ids answer null; a bad filter or cursor throws a
 * `QueryError` with a sentence for the user. Asynchronous so that another store can follow.
 */
export interface CaptureReader {
  readonly captureId: string
  figures(): Promise<CaptureFigures>
  sessions(query: PageQuery & { deviceId?: string | undefined }): Promise<Page<SessionRecord>>
  session(sessionId: string): Promise<SessionRecord | null>
  sessionMessages(sessionId: string, query: PageQuery): Promise<Page<MessageRecord>>
  message(messageId: string): Promise<MessageRecord | null>
  /** The bytes of one side of an exchange, and the facts of its connection. */
  bytes(messageId: string): Promise<(WireBytes & ExchangeFacts) | null>
  devices(): Promise<readonly DeviceRecord[]>
  /** The newest session of each device. */
  newestSessions(): Promise<ReadonlyMap<string, SessionRecord>>
  device(deviceId: string): Promise<DeviceRecord | null>
  parameters(
    deviceId: string,
    query: PageQuery & { prefix?: string | undefined; search?: string | undefined; at?: string | undefined },
  ): Promise<Page<ParameterRecord> | null>
  history(deviceId: string, path: string, query: PageQuery): Promise<Page<ParameterChange> | null>
  treeRows(deviceId: string, query: TreeRowsQuery): Promise<TreeRowsAnswer | null>
  findings(query: PageQuery & { sessionId?: string | undefined }): Promise<Page<Finding>>
  /** Of one message, in the order of its text. */
  messageFindings(messageId: string): Promise<readonly Finding[]>
  /** Quirks that findings of a device's messages and sessions call for, newest first. */
  suggestions(deviceId: string): Promise<readonly SuggestedQuirk[]>
  findingCounts(sessionId: string): Promise<FindingCounts>
}

import type {
  BindingRecord,
  ConnectionFacts,
  JournalEvent,
  RequestRecord,
  ResponseRecord,
} from '../../../core/journal/records.js'
import type { DecodedEnvelope } from '../../../core/soap/message.js'
import type { Projection } from '../../../core/sessions/index.js'

/**
 * The journal's writer and the projections' keeper. All promises resolve after the commit (group
 * commit: everything handed in during one turn of the event loop shares a transaction). Write errors
 * reject and are also reported by `onProblem`; what was committed stays.
 */
export interface Recorder {
  readonly captureId: string
  /** False from a commit that failed until the next one that succeeds. */
  readonly recording: boolean
  /** Exchange and connection numbers are given out in order and never used twice. */
  nextExchange(): number
  nextConnection(): number
  connectionOpened(facts: ConnectionFacts): void
  connectionClosed(connection: number, reason: string): void
  /** Journals a request. Nothing may act on it before the promise resolves. */
  request(record: RequestRecord): Promise<void>
  /**
   * Ties an exchange to its session and projects it: session, message, device and tree change at once
   * in memory and listeners hear of them after the next commit. `envelope`: the request as whoever binds it has
   * decoded it from the same bytes, so that nobody decodes a large one again.
   */
  bind(record: BindingRecord, envelope?: DecodedEnvelope): Promise<void>
  /** Journals and projects a response. It may leave the machine only after the promise resolves. */
  response(record: ResponseRecord): Promise<void>
  event(event: JournalEvent): Promise<void>
  /** Rebuilds every projection from the journal. Returns the number of exchanges read. */
  reindex(): Promise<number>
  /** Tells what the projections made of the journal, after the commit. */
  onChange(listener: (changes: readonly Projection[]) => void): () => void
  onProblem(listener: (problem: Error) => void): () => void
  /** Writing works again after it failed: what `onProblem` told of that is over. */
  onRecovery(listener: () => void): () => void
  /** Commits what is pending and closes the capture cleanly. Rejects with a `CaptureError` where it cannot; it is closed then, too. */
  close(): Promise<void>
}

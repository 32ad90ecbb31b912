import type { BoundBy, Micros, RequestRecord, SessionOutcome, Source } from '../journal/index.js'
import type { Finding, Severity } from '../lint/index.js'
import type { DecodedEnvelope } from '../soap/message.js'
import { SessionTracker, type TurnFacts } from './track.js'
import { SessionStory, verdictOf } from '../explain/index.js'
import type { FindingCounts, MessageRecord, SessionRecord } from './records.js'
import { isoTime } from './times.js'

/** A CWMP request that waits for its answer. */
export interface Outstanding {
  readonly message: MessageRecord
  readonly envelope: DecodedEnvelope
  /** When the request was there as a whole. */
  readonly since: Micros
  readonly turn: TurnFacts | null
}

/** From strongest to weakest proof. */
const strength: readonly BoundBy[] = ['cookie', 'connection', 'address']

/** A session while it goes on. Mutable; its record is made anew for each change. */
export class OpenSession {
  deviceId: string | null = null
  cwmpVersion: string | null = null
  events: readonly string[] = []
  outcome: SessionOutcome = 'open'
  endedAt: Micros | null = null
  messages = 0
  lastAt: Micros
  /** Findings in its messages. */
  readonly inMessages: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
  /** Findings of the session itself, once it has ended. */
  atEnd: readonly Finding[] = []
  readonly startedAt: Micros
  readonly source: Source
  /** How many Informs came; more than one: sent again after a 401, a redirect or a fault 8005. */
  informs = 0
  /** The CPE has said that it has no more requests: from now on the ACS asks. */
  sawEmptyPost = false
  /** The last answer asks the CPE to send the same again (401, redirect, fault 8005). */
  awaitsRetry = false
  lastStatus: number | null = null
  /** Requests without an answer: the CPE's is answered in the same exchange, the ACS's in the next POST. */
  askedByCpe: Outstanding | null = null
  askedByAcs: Outstanding | null = null
  private boundBy: BoundBy | null = null
  /** What rules over sessions look at. */
  readonly track = new SessionTracker()

  /** What its verdict is made from. */
  readonly story = new SessionStory()

  constructor(
    readonly number: number,
    /** Place in the journal where it begins. */
    readonly firstSeq: number,
    private readonly captureId: string,
    request: RequestRecord,
  ) {
    this.startedAt = request.startedAt
    this.lastAt = request.endedAt
    this.source = request.source
  }

  get id(): string {
    return `${this.captureId}.${this.number}`
  }

  /** The weakest proof that was needed for any exchange after the first; the first needs none. */
  tied(exchange: number, boundBy: BoundBy): void {
    if (exchange === this.number) return
    if (this.boundBy === null || strength.indexOf(boundBy) > strength.indexOf(this.boundBy))
      this.boundBy = boundBy
  }

  end(at: Micros, outcome: SessionOutcome): void {
    if (this.outcome === outcome) return
    this.outcome = outcome
    this.endedAt ??= at
  }

  private get findings(): FindingCounts {
    const counts = { ...this.inMessages }
    for (const { severity } of this.atEnd) counts[severity] += 1
    return counts
  }

  /** Seconds that nothing came until somebody gave it up; null while it goes on. */
  private get silence(): number | null {
    return this.endedAt === null ? null : Math.max(0, this.endedAt - this.lastAt) / 1_000_000
  }

  record(): SessionRecord {
    const { findings } = this
    return {
      id: this.id,
      deviceId: this.deviceId,
      startedAt: isoTime(this.startedAt),
      endedAt: this.endedAt === null ? null : isoTime(this.endedAt),
      state: this.outcome === 'open' ? 'open' : this.outcome === 'completed' ? 'done' : 'failed',
      outcome: this.outcome,
      verdict: verdictOf(this.outcome, this.story, { findings: this.inMessages, silence: this.silence }),
      boundBy: this.boundBy ?? 'connection',
      cwmpVersion: this.cwmpVersion,
      events: this.events,
      messages: this.messages,
      findings,
      durationMs: (this.lastAt - this.startedAt) / 1000,
      source: this.source,
    }
  }
}

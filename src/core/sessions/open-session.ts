import type { BoundBy, Micros, RequestRecord, SessionOutcome, Source } from '../journal/index.js'
import type { Severity } from '../lint/index.js'
import type { DecodedEnvelope } from '../soap/message.js'
import { SessionTracker, type TurnFacts } from './track.js'
import { verdictOf } from '../explain/index.js'
import type { MessageRecord, SessionRecord } from './records.js'
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
  readonly findings: Record<Severity, number> = { error: 0, warning: 0, info: 0 }
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
  /** What rules over sessions look at; let go once it has ended. */
  track: SessionTracker | null = new SessionTracker()

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

  record(): SessionRecord {
    const facts = {
      events: this.events,
      messages: this.messages,
      findings: { ...this.findings },
      deviceId: this.deviceId,
      lastStatus: this.lastStatus,
      outstanding: this.askedByAcs?.message.rpc ?? null,
      sawEmptyPost: this.sawEmptyPost,
    }
    return {
      id: this.id,
      deviceId: this.deviceId,
      startedAt: isoTime(this.startedAt),
      endedAt: this.endedAt === null ? null : isoTime(this.endedAt),
      state: this.outcome === 'open' ? 'open' : this.outcome === 'completed' ? 'done' : 'failed',
      outcome: this.outcome,
      verdict: verdictOf(this.outcome, facts),
      boundBy: this.boundBy ?? 'connection',
      cwmpVersion: this.cwmpVersion,
      events: this.events,
      messages: this.messages,
      findings: { ...this.findings },
      durationMs: (this.lastAt - this.startedAt) / 1000,
      source: this.source,
    }
  }
}

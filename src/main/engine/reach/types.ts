import type { ReachStep } from '../../../core/journal/records.js'
import type { ReachMethod } from '../../../core/connection-request/index.js'

export interface ReachResult {
  /** HTTP and XMPP: the CPE accepted the request. UDP, which has no answer: its session came. */
  readonly ok: boolean
  readonly method: ReachMethod
  /** What was done, in order; the last is the verdict. */
  readonly steps: readonly ReachStep[]
  /** Whether the session came that was asked for (6 CONNECTION REQUEST). Absent: it was not waited for. */
  readonly session?: { readonly seen: boolean; readonly afterMs: number }
}

export interface ReachRequest {
  /** Absent: what the CPE supports, and what worked last. */
  readonly method?: ReachMethod | undefined
  /** How long to wait for the session, in milliseconds. Default: 30 s, what a CPE has for it (TR-069a6 3.2.2). */
  readonly waitMs?: number | undefined
  /** The CPE has answered; its session may still be waited for. */
  readonly onAnswered?: () => void
}

/** Calls a CPE so that it opens a session (TR-069a6 3.2.2, Annex G, Annex K). */
export interface Reach {
  /** Never throws: a failure is a step that says what to do next. */
  connectionRequest(deviceId: string, request?: ReachRequest): Promise<ReachResult>
}

/** What a way of calling a CPE came to. */
export interface CallOutcome {
  /** The CPE said that it comes; it was coming already (`came`); or UDP, which has no answer, was `sent`. */
  readonly accepted: 'yes' | 'sent' | 'came'
}

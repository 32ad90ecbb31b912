import type { ReachStep } from '../../../core/journal/records.js'

export interface ReachResult {
  readonly ok: boolean
  readonly method: 'http' | 'udp' | 'xmpp'
  readonly steps: readonly ReachStep[]
}

/** Calls a CPE so that it opens a session (TR-069a6 3.2.2). */
export interface Reach {
  /** GET on the ConnectionRequestURL with digest or basic, as challenged. Never throws: a failure is a step that says what to do next. */
  connectionRequest(deviceId: string): Promise<ReachResult>
}

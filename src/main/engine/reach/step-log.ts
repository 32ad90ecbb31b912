import type { Micros, ReachStep } from '../../../core/journal/records.js'

/** What is done in order to reach a CPE, as the step log names it. */
export type StepName =
  | 'method'
  | 'session-open'
  | 'url'
  | 'address'
  | 'account'
  | 'resolve'
  | 'connect'
  | 'tls'
  | 'log-in'
  | 'challenge'
  | 'digest'
  | 'sign'
  | 'authorise'
  | 'send'
  | 'retry'
  | 'answer'
  | 'session'
  | 'verdict'

/** Collects the steps of one connection request, each with the time since the one before. */
export class StepLog {
  readonly #steps: ReachStep[] = []
  readonly #now: () => Micros
  readonly #startedAt: Micros
  #since: Micros

  constructor(now: () => Micros) {
    this.#now = now
    this.#startedAt = now()
    this.#since = this.#startedAt
  }

  get steps(): readonly ReachStep[] {
    return this.#steps
  }

  get startedAt(): Micros {
    return this.#startedAt
  }

  /** Milliseconds since the beginning. */
  get totalMs(): number {
    return Math.round((this.#now() - this.#startedAt) / 1000)
  }

  done(name: StepName, detail: string): void {
    this.#add(name, true, detail)
  }

  /** Notes the step that ended the attempt; `detail` says what happened and what to do next. */
  failed(name: StepName, detail: string): void {
    this.#add(name, false, detail)
  }

  /** The last step; its time is that of the whole. */
  verdict(ok: boolean, detail: string): void {
    this.#steps.push({ name: 'verdict' satisfies StepName, ok, detail, ms: this.totalMs })
  }

  #add(name: StepName, ok: boolean, detail: string): void {
    const now = this.#now()
    this.#steps.push({ name, ok, detail, ms: Math.round((now - this.#since) / 1000) })
    this.#since = now
  }
}

/** Ends a connection request; the reason is in the step log. */
export class Unreached extends Error {}

/** Notes the step that ends the attempt, and ends it. */
export function fail(log: StepLog, name: StepName, detail: string): never {
  log.failed(name, detail)
  throw new Unreached()
}

import type { Micros, ReachStep } from '../../../core/journal/records.js'

/** What is done in order to reach a CPE, as the step log names it. */
export type StepName = 'url' | 'resolve' | 'connect' | 'challenge' | 'authorise' | 'answer'

/** Collects the steps of one connection request, each with the time since the one before. */
export class StepLog {
  readonly #steps: ReachStep[] = []
  readonly #now: () => Micros
  #since: Micros

  constructor(now: () => Micros) {
    this.#now = now
    this.#since = now()
  }

  get steps(): readonly ReachStep[] {
    return this.#steps
  }

  done(name: StepName, detail: string): void {
    this.#add(name, true, detail)
  }

  /** Notes the step that ended the attempt; `detail` says what happened and what to do next. */
  failed(name: StepName, detail: string): void {
    this.#add(name, false, detail)
  }

  #add(name: StepName, ok: boolean, detail: string): void {
    const now = this.#now()
    this.#steps.push({ name, ok, detail, ms: Math.round((now - this.#since) / 1000) })
    this.#since = now
  }
}

/** Ends a connection request; the reason is in the step log. */
export class Unreached extends Error {}

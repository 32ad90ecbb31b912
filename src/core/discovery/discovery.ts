import type { Answer, Ask, Failure, Limits, RefusedName } from './asks.js'
import { refusedFor, usualLimits } from './asks.js'
import { Batches } from './batches.js'
import { NameWalk } from './name-walk.js'

/**
 * `whole`: all names at once, then all values at once; `levels`: names level by level, values in batches; `batches`:
 * all names at once, values in batches. What the CPE cannot do at once is asked in smaller parts with each of them.
 */
export type Strategy = 'whole' | 'levels' | 'batches'

export interface DiscoveryPlan {
  readonly strategy: Strategy
  /** An object path; empty: the whole tree. */
  readonly prefix: string
  /** The data model's root object, such as `Device.`; null: not known. */
  readonly root: string | null
  /** Whether notification and access settings are read, too. */
  readonly attributes: boolean
  readonly limits?: Partial<Limits>
}

export interface DiscoveryProgress {
  readonly phase: 'names' | 'values' | 'attributes' | 'ended'
  /** Parameters and objects. */
  readonly names: number
  readonly objects: number
  readonly values: number
  readonly attributes: number
  /** Parameters whose values are asked for. */
  readonly of: number
  readonly requests: number
  readonly faults: number
  readonly lost: number
  readonly batchSize: number
  readonly refused: readonly RefusedName[]
  /** Why it was given up, in a sentence; null: it was not. */
  readonly failure: string | null
}

/**
 * Reads a CPE's tree: tells what to ask, takes what came of it, tells what to ask next. No clock, no socket. It is
 * mutable, because a tree has tens of thousands of names and each of thousands of steps would copy them.
 */
export class Discovery {
  readonly #plan: DiscoveryPlan
  readonly #limits: Limits
  readonly #walk: NameWalk
  #phase: DiscoveryProgress['phase'] = 'names'
  #ask: Ask | null = null
  /** Parameters whose values are asked for. */
  #parameters: readonly string[] = []
  #batches: Batches | null = null
  /** Of phases that are over. */
  readonly #refused: RefusedName[] = []
  #values = 0
  #attributes = 0
  #requests = 0
  #faults = 0
  #lost = 0
  #lossesInARow = 0
  #refusedWhenTold = 0
  #failure: string | null = null

  constructor(plan: DiscoveryPlan) {
    this.#plan = plan
    this.#limits = { ...usualLimits, ...plan.limits }
    const { prefix, root, strategy } = plan
    this.#walk = new NameWalk({ prefix, root, levels: strategy === 'levels' })
    this.#askForNames()
  }

  /** What is to be asked now; null: it is over. */
  get ask(): Ask | null {
    return this.#ask
  }

  /** Takes what came of `ask`. */
  take(answer: Answer): void {
    const ask = this.#ask
    if (ask === null) return
    this.#requests += 1
    if (answer.type === 'told') this.#told(ask, answer)
    else this.#failed(ask, answer)
    if (this.#failure !== null) this.#end()
    else if (this.#phase === 'names') this.#askForNames()
    else this.#askForBatch()
  }

  get progress(): DiscoveryProgress {
    const { found, objects } = this.#walk
    const told = this.#batches?.told ?? 0
    return {
      phase: this.#phase,
      names: found.size,
      objects,
      values: this.#values + (this.#phase === 'values' ? told : 0),
      attributes: this.#attributes + (this.#phase === 'attributes' ? told : 0),
      of: found.size - objects,
      requests: this.#requests,
      faults: this.#faults,
      lost: this.#lost,
      batchSize: this.#batches?.size ?? Math.min(this.#limits.firstNames, this.#limits.mostNames),
      refused: [...this.#walk.refused, ...this.#refused, ...(this.#batches?.refused ?? [])],
      failure: this.#failure,
    }
  }

  #told(ask: Ask, answer: Extract<Answer, { type: 'told' }>): void {
    this.#lossesInARow = 0
    if (answer.names.length > 0) this.#refusedWhenTold = this.#refusedSoFar()
    if (ask.kind === 'names') {
      this.#walk.answered(answer.names)
    } else if (this.#batches === null) {
      this.#wholeTold(answer.names)
    } else {
      this.#batches.answered(new Set(answer.names), answer)
    }
    this.#giveUpAfterRefusals()
  }

  /** All values at once: what the answer lacks is asked for by name. */
  #wholeTold(names: readonly string[]): void {
    // Some CPEs list objects here, too; they have no value.
    const told = new Set(names.filter((name) => !name.endsWith('.')))
    for (const name of told) this.#walk.learn(name)
    this.#values = told.size
    this.#batches = new Batches(
      'values',
      this.#parameters.filter((name) => !told.has(name)),
      this.#limits,
    )
  }

  #failed(ask: Ask, failure: Failure): void {
    if (failure.type === 'lost') {
      this.#lost += 1
      this.#lossesInARow += 1
    } else {
      this.#faults += 1
    }
    if (this.#lossesInARow > this.#limits.mostLosses) {
      this.#failure = `Given up: the session broke ${String(this.#lossesInARow)} times in a row.`
    } else if (ask.kind === 'names') {
      this.#walk.failed(failure)
    } else if (failure.type === 'fault' && failure.code === '9000') {
      this.#methodIsMissing(ask.kind, failure)
    } else if (this.#batches === null) {
      this.#batches = new Batches('values', this.#parameters, this.#limits)
    } else {
      this.#batches.failed(failure)
    }
    this.#giveUpAfterRefusals()
  }

  #methodIsMissing(about: 'values' | 'attributes', failure: Failure): void {
    if (about === 'values') {
      this.#failure = 'The CPE does not support GetParameterValues (9000), which every CPE must.'
      return
    }
    this.#refused.push(refusedFor(this.#walk.base, about, failure))
    this.#batches = new Batches(about, [], this.#limits)
  }

  #refusedSoFar(): number {
    return this.#walk.refused.length + this.#refused.length + (this.#batches?.refused.length ?? 0)
  }

  #giveUpAfterRefusals(): void {
    const inARow = this.#refusedSoFar() - this.#refusedWhenTold
    if (inARow < this.#limits.mostRefusals || this.#failure !== null) return
    this.#failure = `Given up: the CPE refused ${inARow.toLocaleString('en')} names in a row.`
  }

  #askForNames(): void {
    const next = this.#walk.next()
    if (next !== null) {
      this.#ask = { kind: 'names', ...next }
      return
    }
    const [refused] = this.#walk.refused
    if (this.#walk.found.size === 0 && refused !== undefined) {
      const path = refused.name === '' ? 'the whole tree' : refused.name
      const why = refused.code === 'lost' ? refused.string : `${refused.code} ${refused.string}`.trim()
      this.#failure = `The names of ${path} are not to be had: ${why}`
      this.#end()
      return
    }
    this.#parameters = [...this.#walk.found].filter((name) => !name.endsWith('.'))
    this.#phase = 'values'
    if (this.#plan.strategy === 'whole' && this.#parameters.length > 0) {
      this.#ask = { kind: 'values', names: [this.#walk.base] }
      return
    }
    this.#batches = new Batches('values', this.#parameters, this.#limits)
    this.#askForBatch()
  }

  #askForBatch(): void {
    const names = this.#batches?.next() ?? null
    if (names !== null && this.#phase !== 'ended') {
      this.#ask = { kind: this.#phase === 'attributes' ? 'attributes' : 'values', names }
      return
    }
    const phase = this.#phase
    this.#closeBatches()
    if (phase !== 'values' || !this.#plan.attributes) {
      this.#end()
      return
    }
    this.#phase = 'attributes'
    const refused = new Set(this.#refused.map(({ name }) => name))
    const parameters = [...this.#walk.found].filter((name) => !name.endsWith('.') && !refused.has(name))
    this.#batches = new Batches('attributes', parameters, this.#limits)
    this.#askForBatch()
  }

  /** Adds up what a phase has brought. */
  #closeBatches(): void {
    const batches = this.#batches
    if (batches === null) return
    if (this.#phase === 'values') this.#values += batches.told
    else this.#attributes += batches.told
    for (const refused of batches.refused) this.#refused.push(refused)
    this.#batches = null
  }

  #end(): void {
    this.#closeBatches()
    this.#phase = 'ended'
    this.#ask = null
  }
}

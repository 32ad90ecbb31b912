import type { Micros } from '../../../core/journal/records.js'
import type { Reachability, Sighting } from './types.js'

/** Text of a peer in a sighting is cut after so many characters. */
const longestQuote = 120

/** Keeps what was seen last of anybody who tries to reach the ACS, step by step. */
export class Sightings {
  #now: Reachability = { connection: null, http: null, inform: null, session: null }
  #told = true
  readonly #clock: () => Micros
  readonly #listeners = new Set<(now: Reachability) => void>()

  constructor(clock: () => Micros) {
    this.#clock = clock
  }

  get now(): Reachability {
    return this.#now
  }

  saw(step: keyof Reachability, ok: boolean, detail: string): void {
    const sighting: Sighting = { at: new Date(Math.floor(this.#clock() / 1000)).toISOString(), ok, detail }
    this.#now = { ...this.#now, [step]: sighting }
    if (!this.#told) return
    // One call for all that is seen in this turn: a busy ACS must not drown its listeners.
    this.#told = false
    setImmediate(() => {
      this.#told = true
      for (const listener of [...this.#listeners]) listener(this.#now)
    })
  }

  onChange(listener: (now: Reachability) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Text from outside, cut to a length a person reads. */
export function quote(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
}

import type { Micros } from '../../../core/journal/records.js'
import type { Reachability } from './types.js'

/** Text of a peer in a sighting is cut after so many characters. */
const longestQuote = 120

interface Seen {
  readonly at: Micros
  readonly ok: boolean
  readonly detail: string
}

/** Keeps what was seen last of anybody who tries to reach the ACS, step by step. */
export class Sightings {
  readonly #last: Record<keyof Reachability, Seen | null> = {
    connection: null,
    http: null,
    inform: null,
    session: null,
  }
  #told = true
  readonly #clock: () => Micros
  readonly #listeners = new Set<(now: Reachability) => void>()

  constructor(clock: () => Micros) {
    this.#clock = clock
  }

  get now(): Reachability {
    const { connection, http, inform, session } = this.#last
    return {
      connection: sightingOf(connection),
      http: sightingOf(http),
      inform: sightingOf(inform),
      session: sightingOf(session),
    }
  }

  saw(step: keyof Reachability, ok: boolean, detail: string): void {
    this.#last[step] = { at: this.#clock(), ok, detail }
    if (!this.#told || this.#listeners.size === 0) return
    // One call for all that is seen in this turn: a busy ACS must not drown its listeners.
    this.#told = false
    setImmediate(() => {
      this.#told = true
      const { now } = this
      for (const listener of [...this.#listeners]) listener(now)
    })
  }

  onChange(listener: (now: Reachability) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Made when somebody asks: every request of a busy ACS is a sighting. */
function sightingOf(seen: Seen | null): Reachability[keyof Reachability] {
  if (seen === null) return null
  return { at: new Date(Math.floor(seen.at / 1000)).toISOString(), ok: seen.ok, detail: seen.detail }
}

/** Text from outside, cut to a length a person reads. */
export function quote(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
}

import type { Micros } from '../../../core/journal/records.js'

/** Somebody who was not let in: by TLS, by a PROXY header, or by credentials. */
export interface RefusedEntry {
  readonly at: Micros
  readonly kind: 'connection' | 'authentication'
  readonly remote: string
  readonly local: string
  readonly deviceId: string | null
  readonly username: string | null
  /** Stable, kebab-case. */
  readonly reason: string
  /** What happened, and what to do. */
  readonly detail: string
  /** Number of the session's first exchange; null: it did not get that far. */
  readonly session: number | null
}

const mostKept = 200

/** The latest that were not let in: what a person looks at whose CPE does not come. */
export class Refusals {
  readonly #latest: RefusedEntry[] = []

  /** Newest first. */
  get list(): readonly RefusedEntry[] {
    return this.#latest.toReversed()
  }

  add(entry: RefusedEntry): void {
    this.#latest.push(entry)
    if (this.#latest.length > mostKept) this.#latest.shift()
  }
}

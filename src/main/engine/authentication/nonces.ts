import { randomBytes } from 'node:crypto'

/** Nonces kept at most: the oldest are given up, and who comes with one of them is asked once more. */
const mostKept = 50_000

interface Issued {
  readonly at: number
  /** Null: good on any connection. */
  readonly connection: number | null
  /** Highest count it was used with; 0: never. */
  count: number
}

export type NonceUse = 'good' | 'unknown' | 'expired' | 'other-connection' | 'replayed'

/** The nonces we have given out, and how often each was used (RFC 7616 3.4, 5.4). */
export class Nonces {
  readonly #issued = new Map<string, Issued>()

  /** @param nowMs milliseconds since the epoch */
  constructor(private readonly nowMs: () => number) {}

  issue(connection: number | null): string {
    const nonce = randomBytes(16).toString('hex')
    this.#issued.set(nonce, { at: this.nowMs(), connection, count: 0 })
    if (this.#issued.size > mostKept) {
      for (const oldest of this.#issued.keys()) {
        this.#issued.delete(oldest)
        break
      }
    }
    return nonce
  }

  /**
   * Uses a nonce, by somebody who has proved that he knows the password: otherwise anybody could use it up.
   *
   * @param count null: without a count it is good once
   */
  use(nonce: string, count: number | null, connection: number | null, maxSeconds: number): NonceUse {
    const issued = this.#issued.get(nonce)
    if (issued === undefined) return 'unknown'
    if (this.nowMs() - issued.at > maxSeconds * 1000) {
      this.#issued.delete(nonce)
      return 'expired'
    }
    if (issued.connection !== null && connection !== null && issued.connection !== connection) {
      return 'other-connection'
    }
    const next = count ?? 1
    if (!(next > issued.count)) return 'replayed'
    issued.count = next
    return 'good'
  }
}

import type { WireMessage } from '../../../core/http/index.js'
import type { ConnectionFacts, Micros } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'
import type { TappedExchange } from './types.js'

/** A request that is nothing but an answer's counterpart: the server spoke without having been asked. */
const NOTHING: WireMessage = {
  head: new Uint8Array(0),
  body: new Uint8Array(0),
  parsed: null,
  complete: false,
}

/** One request and its response on a tapped connection, and how far they are in the journal. */
export class Exchange implements TappedExchange {
  readonly exchange: number
  readonly committed: Promise<void>
  readonly #recorder: Recorder
  readonly #facts: ConnectionFacts
  readonly #startedAt: Micros
  #settle: () => void = () => undefined
  #recorded: Promise<boolean> | null = null
  #method: string | undefined

  /** `startedAt`: when the first byte of the request came or went. */
  constructor(recorder: Recorder, facts: ConnectionFacts, startedAt: Micros) {
    this.#recorder = recorder
    this.#facts = facts
    this.#startedAt = startedAt
    this.exchange = recorder.nextExchange()
    this.committed = new Promise((resolve) => (this.#settle = resolve))
  }

  get connection(): number {
    return this.#facts.connection
  }

  get remote(): string {
    return this.#facts.remote
  }

  get local(): string {
    return this.#facts.local
  }

  get tls(): ConnectionFacts['tls'] {
    return this.#facts.tls
  }

  get proxy(): ConnectionFacts['proxy'] {
    return this.#facts.proxy
  }

  /** The request's method, once the request was journalled. */
  get method(): string | undefined {
    return this.#method
  }

  /** Whether the request was handed to the journal. */
  get hasRequest(): boolean {
    return this.#recorded !== null
  }

  /** Journals the request. Resolves when that is done, or has failed: the recorder reports that itself. */
  async recordRequest(message: WireMessage | null, endedAt: Micros): Promise<void> {
    this.#method = message?.parsed?.method
    this.#recorded = this.#commitRequest(message ?? NOTHING, endedAt)
    await this.#recorded
    this.#settle()
  }

  /** Journals the response, unless its request is not there. Resolves when that is done, or has failed. */
  async recordResponse(message: WireMessage, at: () => Micros): Promise<void> {
    if (!(await this.#recorded)) return
    const { head, body } = message
    try {
      await this.#recorder.response({ exchange: this.exchange, at: at(), head, body })
    } catch {
      // The recorder has reported it; the traffic goes on unrecorded.
    }
  }

  async #commitRequest({ head, body, complete }: WireMessage, endedAt: Micros): Promise<boolean> {
    const { connection, source, remote, local } = this.#facts
    const facts = { exchange: this.exchange, connection, source, remote, local }
    try {
      await this.#recorder.request({ ...facts, startedAt: this.#startedAt, endedAt, complete, head, body })
      return true
    } catch {
      return false
    }
  }
}

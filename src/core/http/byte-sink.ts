const NOTHING = new Uint8Array(0)

/** Collects bytes that come in pieces; grows by doubling, so that collecting n bytes costs O(n). */
export class ByteSink {
  readonly #least: number
  #bytes = NOTHING
  #length = 0

  /** `least`: room made for the first piece, where more small ones are known to follow. */
  constructor(least = 0) {
    this.#least = least
  }

  get length(): number {
    return this.#length
  }

  append(piece: Uint8Array): void {
    const needed = this.#length + piece.length
    if (needed > this.#bytes.length) {
      // The first piece is often the only one: then nothing is wasted and nothing copied again.
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2, this.#least))
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(piece, this.#length)
    this.#length = needed
  }

  /** A copy of a part of what is there. */
  slice(from = 0, to = this.#length): Uint8Array {
    return this.#bytes.slice(from, Math.min(to, this.#length))
  }

  /** The byte at a place that is there. */
  at(place: number): number {
    return this.#bytes[place] ?? 0
  }

  /** Gives what is there and starts anew. */
  take(): Uint8Array {
    const wasted = this.#bytes.length - this.#length
    const taken = wasted * 4 > this.#length ? this.slice() : this.#bytes.subarray(0, this.#length)
    this.#bytes = NOTHING
    this.#length = 0
    return taken
  }
}

/** Collects bytes that come in pieces; grows by doubling, so that collecting n bytes costs O(n). */
export class ByteSink {
  #bytes = new Uint8Array(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  append(piece: Uint8Array): void {
    const needed = this.#length + piece.length
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2, 1024))
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

  /** Gives what is there and starts anew. */
  take(): Uint8Array {
    const taken = this.slice()
    this.#bytes = new Uint8Array(0)
    this.#length = 0
    return taken
  }
}

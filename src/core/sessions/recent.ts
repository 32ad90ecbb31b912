/** The latest of something by key, so many and no more. */
export class Recent<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #most: number
  #forgotten = false

  constructor(most: number) {
    this.#most = most
  }

  /** Whether something had to make room: then what is not here may have been. */
  get forgotten(): boolean {
    return this.#forgotten
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Latest last. */
  values(): IterableIterator<Value> {
    return this.#entries.values()
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.#most) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      break
    }
    this.#forgotten = true
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
    this.#forgotten = false
  }
}

/** So long new connections are begun within one turn of the event loop, in milliseconds. */
const turnMs = 8

/**
 * Begins things in the order in which they come, but no more of them in one turn of the event loop than there is time
 * for: thousands of CPEs that come at once wait here, and not everybody else behind them.
 */
export class Paced {
  readonly #waiting: (() => void)[] = []
  /** Up to when things are begun in this turn; null: nothing was begun in it. */
  #until: number | null = null

  begin(work: () => void): void {
    const until = this.#openTurn()
    if (this.#waiting.length === 0 && performance.now() < until) work()
    else this.#waiting.push(work)
  }

  #openTurn(): number {
    if (this.#until !== null) return this.#until
    setImmediate(() => this.#nextTurn())
    this.#until = performance.now() + turnMs
    return this.#until
  }

  #nextTurn(): void {
    this.#until = null
    if (this.#waiting.length === 0) return
    const until = this.#openTurn()
    do this.#waiting.shift()?.()
    while (this.#waiting.length > 0 && performance.now() < until)
  }
}

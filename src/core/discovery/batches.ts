import type { About, Cost, Failure, Limits, RefusedName } from './asks.js'
import { mayBeSize, refusedFor } from './asks.js'

/** Names from one position to before another. */
interface Range {
  readonly from: number
  readonly to: number
}

/** A batch failed, and the reason is looked for in it. */
interface Hunt {
  /** Ranges that wait behind those of the batch. */
  readonly depth: number
  readonly size: number
  /** Names asked for at once meanwhile. */
  cap: number
  foundName: boolean
}

/** Sessions a single name may break before it is left out: the first may have broken for another reason. */
const mostLossesOfName = 2
/** Full batches answered at the ceiling before a larger one is tried again. */
const patience = 32

/**
 * Asks about many names in batches of the size the CPE bears. A batch that fails is halved until it is answered or
 * a single name is left, which is listed and left out from then on. Where no name was to blame, the size was: batches
 * stay below it. They grow while answers are quick and small. Mutable, so that a step costs no copy of the names.
 */
export class Batches {
  readonly refused: RefusedName[] = []
  readonly #about: About
  readonly #names: readonly string[]
  readonly #limits: Limits
  /** What is still to be asked, the next last. */
  readonly #waiting: Range[]
  #asked: Range = { from: 0, to: 0 }
  #size: number
  #ceiling: number
  #hunt: Hunt | null = null
  #lossesOfName = 0
  #answeredAtCeiling = 0
  #told = 0

  constructor(about: About, names: readonly string[], limits: Limits) {
    this.#about = about
    this.#names = names
    this.#limits = limits
    this.#ceiling = Math.max(1, limits.mostNames)
    this.#size = Math.min(limits.firstNames, this.#ceiling)
    this.#waiting = names.length === 0 ? [] : [{ from: 0, to: names.length }]
  }

  /** Names that were told. */
  get told(): number {
    return this.#told
  }

  /** Names asked for at once, now. */
  get size(): number {
    return this.#hunt?.cap ?? this.#size
  }

  /** The next batch; null: all are through. */
  next(): readonly string[] | null {
    const range = this.#waiting.pop()
    if (range === undefined) return null
    const end = Math.min(range.to, range.from + this.size)
    if (end < range.to) this.#waiting.push({ from: end, to: range.to })
    this.#asked = { from: range.from, to: end }
    return this.#names.slice(range.from, end)
  }

  answered(told: ReadonlySet<string>, cost: Cost): void {
    for (const name of this.#askedNames()) {
      if (told.has(name)) this.#told += 1
      else this.refused.push({ name, about: this.#about, code: 'left-out', string: leftOut })
    }
    if (this.#hunt === null) this.#adapt(cost)
    this.#settle()
  }

  failed(failure: Failure): void {
    const { from, to } = this.#asked
    if (to - from > 1) this.#halve(failure)
    else this.#refuse(failure)
    this.#settle()
  }

  #askedNames(): readonly string[] {
    return this.#names.slice(this.#asked.from, this.#asked.to)
  }

  #halve(failure: Failure): void {
    const { from, to } = this.#asked
    const half = Math.ceil((to - from) / 2)
    this.#hunt ??= { depth: this.#waiting.length, size: to - from, cap: to - from, foundName: false }
    if (mayBeSize(failure)) this.#hunt.cap = half
    this.#waiting.push({ from: from + half, to }, { from, to: from + half })
  }

  #refuse(failure: Failure): void {
    if (failure.type === 'lost' && this.#lossesOfName + 1 < mostLossesOfName) {
      this.#lossesOfName += 1
      this.#hunt ??= { depth: this.#waiting.length, size: 1, cap: 1, foundName: false }
      this.#waiting.push(this.#asked)
      return
    }
    for (const name of this.#askedNames()) this.refused.push(refusedFor(name, this.#about, failure))
    if (this.#hunt === null) return
    // The name was to blame, so the size was not: the rest of the batch is asked as before.
    this.#hunt.foundName = true
    this.#hunt.cap = this.#hunt.size
  }

  /** Ends the hunt when its batch is through. */
  #settle(): void {
    if (this.#waiting.length === 0 || this.#waiting.at(-1) !== this.#asked) this.#lossesOfName = 0
    const hunt = this.#hunt
    if (hunt === null || this.#waiting.length > hunt.depth) return
    this.#hunt = null
    if (hunt.foundName || hunt.size === 1) return
    this.#ceiling = hunt.cap < hunt.size ? hunt.cap : Math.max(1, Math.floor(hunt.size / 2))
    this.#size = Math.min(this.#size, this.#ceiling)
    this.#answeredAtCeiling = 0
  }

  #adapt({ ms, characters }: Cost): void {
    const { quickMs, smallCharacters, slowMs, largeCharacters, mostNames } = this.#limits
    const asked = this.#asked.to - this.#asked.from
    if (ms > slowMs || characters > largeCharacters) {
      this.#size = Math.max(1, Math.floor(asked / 2))
      return
    }
    if (asked < this.#size || ms > quickMs || characters > smallCharacters) return
    this.#answeredAtCeiling = this.#size === this.#ceiling ? this.#answeredAtCeiling + 1 : 0
    if (this.#answeredAtCeiling >= patience) {
      this.#answeredAtCeiling = 0
      this.#ceiling = Math.min(this.#ceiling * 2, Math.max(1, mostNames))
    }
    this.#size = Math.min(this.#size * 2, this.#ceiling)
  }
}

const leftOut = 'The CPE left it out of its answer.'

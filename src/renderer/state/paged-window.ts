/** One page, as every list of the contract answers it. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total: number
}

export type FetchPage<T> = (
  input: { limit: number; cursor?: string },
  signal: AbortSignal,
) => Promise<Page<T>>

export interface PagedWindowOptions<T> {
  /** Which of two stands first in the list (negative: `a`); says where an item we have not heard of belongs. */
  readonly order: (a: T, b: T) => number
}

export interface WindowState {
  /** Grows with every change; equal versions show the same. */
  readonly version: number
  readonly total: number
  /** False until the first page of the present query has come. */
  readonly settled: boolean
  readonly busy: boolean
  /** Why the last pull failed; what was there before it still is. */
  readonly error: unknown
}

interface Chunk<T> {
  readonly cursor: string | undefined
  /** Null: let go, because it is far from what is in view. */
  items: T[] | null
  count: number
}

const PAGE = 100
const LARGEST_PAGE = 1000
/** Rows kept on both sides of the view. */
const KEPT = 2000

/**
 * The part of a long list that is in view, pulled page by page from the engine, which has the list.
 * Updates of items that are there are taken over at once; a new one at the front is put there; everything else
 * is answered by pulling the view again, never by guessing.
 */
export class PagedWindow<T extends { readonly id: string }> {
  private chunks: Chunk<T>[] = []
  private nextCursor: string | null = null
  private fetchPage: FetchPage<T> | null = null
  private view = { from: 0, to: PAGE }
  private working: AbortController | null = null
  private stale = false
  private readonly meanwhile = new Map<string, T>()
  private readonly listeners = new Set<() => void>()
  private state: WindowState = { version: 0, total: 0, settled: false, busy: false, error: null }

  constructor(private readonly options: PagedWindowOptions<T>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly getState = (): WindowState => this.state

  /** The item at a place, or undefined while it is not here. */
  at(index: number): T | undefined {
    let start = 0
    for (const chunk of this.chunks) {
      if (index < start + chunk.count) return chunk.items?.[index - start]
      start += chunk.count
    }
    return undefined
  }

  /** Where an item stands, -1 if it is not here. */
  indexOf(id: string): number {
    let start = 0
    for (const chunk of this.chunks) {
      const index = chunk.items?.findIndex((item) => item.id === id) ?? -1
      if (index >= 0) return start + index
      start += chunk.count
    }
    return -1
  }

  /**
   * Asks something else. With `keep`, what is shown stays until the answer is here, and if the answer is an error,
   * after it; without, because it would mislead, it goes at once.
   */
  query(fetchPage: FetchPage<T>, { keep }: { keep: boolean }): void {
    this.working?.abort()
    this.working = null
    this.meanwhile.clear()
    this.fetchPage = fetchPage
    this.view = { from: 0, to: PAGE }
    if (!keep) {
      this.chunks = []
      this.nextCursor = null
      this.put({ total: 0, settled: false, error: null })
    }
    this.refresh()
  }

  /** Says which rows are in view; pulls what is missing there. */
  readonly show = (from: number, to: number): void => {
    if (from === this.view.from && to === this.view.to) return
    this.view = { from, to }
    if (!this.working && this.missing()) void this.work()
  }

  /** Pulls anew what is in view. */
  refresh(): void {
    this.stale = true
    if (!this.working) void this.work()
  }

  /** Takes over what became of an item. False if it cannot say where it belongs: then refresh, soon. */
  update(item: T): boolean {
    // An answer under way may be older than this; it is applied again when that has come.
    if (this.working) this.meanwhile.set(item.id, item)
    return this.place(item)
  }

  private place(item: T): boolean {
    for (const chunk of this.chunks) {
      const index = chunk.items?.findIndex((each) => each.id === item.id) ?? -1
      if (index < 0 || !chunk.items) continue
      chunk.items[index] = item
      this.put({})
      return true
    }
    const front = this.chunks[0]
    const first = front?.items?.[0]
    const isNewest = front?.items && this.state.settled && (!first || this.options.order(item, first) < 0)
    if (!isNewest) return false
    front.items?.unshift(item)
    front.count++
    this.put({ total: this.state.total + 1 })
    return true
  }

  private async work(): Promise<void> {
    const { fetchPage } = this
    if (!fetchPage) return
    const mine = new AbortController()
    this.working = mine
    try {
      for (;;) {
        const job = this.stale ? this.pullAnew.bind(this) : this.missing()
        if (!job) break
        this.put({ busy: true })
        await job(fetchPage, mine.signal)
        if (mine.signal.aborted) return
      }
      this.letGo()
      this.put({ busy: false })
    } catch (error) {
      if (mine.signal.aborted) return
      this.stale = false
      this.put({ busy: false, error })
    } finally {
      if (this.working === mine) {
        this.working = null
        this.meanwhile.clear()
      }
    }
  }

  /** All chunks from the front to the end of the view again, put in place at once. */
  private async pullAnew(fetchPage: FetchPage<T>, signal: AbortSignal): Promise<void> {
    this.stale = false
    const chunks: Chunk<T>[] = []
    let cursor: string | undefined
    let known = 0
    let page: Page<T>
    do {
      const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, this.view.to - known))
      page = await fetchPage({ limit, ...(cursor === undefined ? {} : { cursor }) }, signal)
      if (signal.aborted) return
      chunks.push({ cursor, items: [...page.items], count: page.items.length })
      known += page.items.length
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined && page.items.length > 0 && known < this.view.to)
    this.chunks = chunks
    this.nextCursor = page.nextCursor
    this.put({ total: page.total, settled: true, error: null })
    this.placeMeanwhile()
  }

  /** The next pull the view needs, if any. */
  private missing(): ((fetchPage: FetchPage<T>, signal: AbortSignal) => Promise<void>) | null {
    const { from, to } = this.view
    let start = 0
    for (const chunk of this.chunks) {
      if (chunk.items === null && start < to && start + chunk.count > from) {
        return (fetchPage, signal) => this.pullBack(chunk, fetchPage, signal)
      }
      start += chunk.count
    }
    const { nextCursor } = this
    if (start >= to || nextCursor === null) return null
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, to - start))
    return (fetchPage, signal) => this.pullNext(nextCursor, limit, fetchPage, signal)
  }

  private async pullBack(chunk: Chunk<T>, fetchPage: FetchPage<T>, signal: AbortSignal): Promise<void> {
    const { cursor, count } = chunk
    const page = await fetchPage({ limit: count, ...(cursor === undefined ? {} : { cursor }) }, signal)
    if (signal.aborted) return
    chunk.items = [...page.items]
    chunk.count = page.items.length
    this.put({ total: page.total })
    this.placeMeanwhile()
  }

  private async pullNext(
    cursor: string,
    limit: number,
    fetchPage: FetchPage<T>,
    signal: AbortSignal,
  ): Promise<void> {
    const page = await fetchPage({ limit, cursor }, signal)
    if (signal.aborted) return
    // Where cursors count places, items that came in front meanwhile push known ones over the border again.
    const items = page.items.filter((item) => this.indexOf(item.id) < 0)
    this.chunks.push({ cursor, items, count: items.length })
    this.nextCursor = page.items.length > 0 ? page.nextCursor : null
    this.put({ total: page.total, error: null })
    this.placeMeanwhile()
  }

  private placeMeanwhile(): void {
    for (const item of this.meanwhile.values()) this.place(item)
  }

  private letGo(): void {
    let start = 0
    for (const [index, chunk] of this.chunks.entries()) {
      const near = start < this.view.to + KEPT && start + chunk.count > this.view.from - KEPT
      // The front stays: new items come there.
      if (index > 0 && !near) chunk.items = null
      start += chunk.count
    }
  }

  private put(change: Partial<Omit<WindowState, 'version'>>): void {
    this.state = { ...this.state, ...change, version: this.state.version + 1 }
    for (const listener of this.listeners) listener()
  }
}

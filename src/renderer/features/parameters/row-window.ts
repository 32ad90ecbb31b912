import type { TreeRow } from '../../../contract/index.js'

/** Which nodes are open: all or none, except those named. */
export interface Expansion {
  readonly all: boolean
  readonly except: readonly string[]
}

/** What decides which rows there are. */
export interface RowQuery {
  readonly search: string
  readonly expansion: Expansion
}

/** The engine's answer for a stretch of rows. */
export interface RowsAnswer {
  readonly rows: readonly TreeRow[]
  readonly total: number
  readonly matches: number
  readonly parameterCount: number
  readonly version: number
  readonly position: number | null
}

/** A call for rows. */
export interface RowsRequest extends RowQuery {
  readonly from: number
  readonly count: number
  readonly locate?: string
}

export type FetchRows = (request: RowsRequest, signal: AbortSignal) => Promise<RowsAnswer>

/** What the grid draws. */
export interface RowWindowState {
  readonly total: number
  readonly matches: number
  readonly parameterCount: number
  /** Nothing has been answered yet. */
  readonly loading: boolean
  /** The query on screen is not yet the one asked for. */
  readonly searching: boolean
  /** The call failed; what is on screen is the last good answer. */
  readonly problem: string | null
  /** Counts up with each change of what `rowAt` gives. */
  readonly revision: number
}

export interface RowWindowOptions {
  readonly fetch: FetchRows
  /** Rows of one call. */
  readonly pageSize?: number
  /** Runs a task after a while; injected so that tests need no clock. Returns the way to stop it. */
  readonly schedule?: (task: () => void, ms: number) => () => void
}

/** At most this often rows in view are pulled again while the device talks. */
const REFRESH_MS = 100
/** Pages kept beyond those in view, on each side. */
const PAGES_KEPT = 3

/**
 * Holds the pages of rows around the viewport of a tree that may have any size. A new query aborts all
 * calls of the one before, and its first answer replaces the screen in one step: no flicker, no stale row.
 */
export class RowWindow {
  readonly #options: Required<RowWindowOptions>
  #query: RowQuery
  #pages = new Map<number, readonly TreeRow[]>()
  /** Pages whose rows may be out of date: shown, but pulled again when they come into view. */
  #stale = new Set<number>()
  #calls = new Map<number, AbortController>()
  #first = 0
  #last = 0
  #refreshing: AbortController | null = null
  #refreshWanted = false
  #stopTimer: (() => void) | null = null
  #fresh = false
  #anchor: string | null = null
  #asked = false
  readonly #listeners = new Set<() => void>()
  readonly #shiftListeners = new Set<(rows: number) => void>()
  state: RowWindowState = {
    total: 0,
    matches: 0,
    parameterCount: 0,
    loading: true,
    searching: false,
    problem: null,
    revision: 0,
  }

  constructor(query: RowQuery, options: RowWindowOptions) {
    this.#query = query
    this.#options = {
      pageSize: 80,
      schedule: (task, ms) => {
        const timer = setTimeout(task, ms)
        return () => clearTimeout(timer)
      },
      ...options,
    }
  }

  /** Calls the listener with each change of `state`. Returns the way out. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells when the anchored row has moved: scroll by so many rows to keep it where it was. */
  onShift(listener: (rows: number) => void): () => void {
    this.#shiftListeners.add(listener)
    return () => this.#shiftListeners.delete(listener)
  }

  /** The row at a position; undefined while it is on its way. */
  rowAt(index: number): TreeRow | undefined {
    const size = this.#options.pageSize
    return this.#pages.get(Math.floor(index / size))?.[index % size]
  }

  /** Position of a path among the rows held; null when it is not held. */
  indexOf(path: string): number | null {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.path === path)
      if (at >= 0) return page * this.#options.pageSize + at
    }
    return null
  }

  /** Asks for other rows; another search shows them from the top. The old ones stay on screen until the first answer. */
  setQuery(query: RowQuery): void {
    if (query === this.#query && this.#asked) return
    const search = query.search !== this.#query.search
    this.#query = query
    this.#asked = true
    if (search) {
      this.#last -= this.#first
      this.#first = 0
      this.#anchor = null
    }
    this.#abortAll()
    this.#fresh = false
    this.#set({ searching: true })
    this.#pullVisible()
  }

  /** Tells which rows are in view; `anchor` is the path that must not move when rows come or go above it. */
  show(first: number, last: number, anchor: string | null): void {
    this.#first = first
    this.#last = last
    this.#anchor = anchor
    if (!this.#fresh) {
      if (this.#asked && !this.#refreshing) this.#pullVisible()
      return
    }
    const { from, to } = this.#pagesInView(1)
    for (const [page, call] of this.#calls) {
      if (page >= from - 1 && page <= to + 1) continue
      call.abort()
      this.#calls.delete(page)
    }
    for (const page of this.#pages.keys()) {
      if (page < from - PAGES_KEPT || page > to + PAGES_KEPT) {
        this.#pages.delete(page)
        this.#stale.delete(page)
      }
    }
    // What is in view first, what may come into view after it.
    const view = this.#pagesInView(0)
    for (let page = view.from; page <= view.to; page++) this.#pullPage(page)
    for (let page = from; page <= to; page++) this.#pullPage(page)
  }

  /** The tree has changed: pulls what is in view again, at most every 100 ms. */
  refresh(): void {
    if (!this.#asked) return
    if (this.#stopTimer) {
      this.#refreshWanted = true
      return
    }
    this.#pullVisible()
    if (!this.#stopTimer) this.#startTimer()
  }

  /** Where a path stands among the rows of the query in force, opening nothing. */
  async locate(path: string): Promise<number | null> {
    const held = this.indexOf(path)
    if (held !== null) return held
    try {
      const answer = await this.#options.fetch(
        { ...this.#query, from: 0, count: 1, locate: path },
        new AbortController().signal,
      )
      return answer.position
    } catch {
      return null
    }
  }

  /** Stops all calls. A window that is asked again afterwards lives on. */
  readonly dispose = (): void => {
    this.#abortAll()
    this.#stopTimer?.()
    this.#stopTimer = null
    this.#refreshWanted = false
    this.#asked = false
    this.#fresh = false
  }

  #startTimer(): void {
    this.#stopTimer = this.#options.schedule(() => {
      this.#stopTimer = null
      if (!this.#refreshWanted) return
      this.#refreshWanted = false
      this.refresh()
    }, REFRESH_MS)
  }

  #pagesInView(around: number): { from: number; to: number } {
    const size = this.#options.pageSize
    const lastPage = Math.max(0, Math.ceil(this.state.total / size) - 1)
    return {
      from: Math.max(0, Math.floor(this.#first / size) - around),
      to: Math.min(lastPage, Math.floor(this.#last / size) + around),
    }
  }

  /** One call for all pages in view; its answer makes every other page out of date. */
  #pullVisible(): void {
    // A refresh under way answers with the newest tree anyway unless it began before this change; ask again after it.
    if (this.#refreshing && this.#fresh) {
      this.#refreshWanted = true
      if (!this.#stopTimer) this.#startTimer()
      return
    }
    this.#refreshing?.abort()
    const call = new AbortController()
    this.#refreshing = call
    const size = this.#options.pageSize
    const firstPage = Math.floor(this.#first / size)
    const pages = Math.max(1, Math.floor(this.#last / size) - firstPage + 1)
    const anchor = this.#anchor
    const anchorWas = anchor === null ? null : this.indexOf(anchor)
    void this.#options
      .fetch(
        {
          ...this.#query,
          from: firstPage * size,
          count: Math.min(1000, pages * size),
          ...(anchor === null ? {} : { locate: anchor }),
        },
        call.signal,
      )
      .then(
        (answer) => {
          if (call.signal.aborted) return
          this.#refreshing = null
          if (!this.#fresh) this.#pages.clear()
          this.#stale = new Set(this.#pages.keys())
          this.#abortPages()
          this.#take(firstPage, answer)
          this.#fresh = true
          this.#set({
            total: answer.total,
            matches: answer.matches,
            parameterCount: answer.parameterCount,
            loading: false,
            searching: false,
            problem: null,
          })
          if (anchorWas !== null && answer.position !== null && answer.position !== anchorWas) {
            for (const listener of this.#shiftListeners) listener(answer.position - anchorWas)
          }
          this.show(this.#first, this.#last, this.#anchor)
        },
        (error: unknown) => {
          if (call.signal.aborted) return
          this.#refreshing = null
          this.#set({ loading: false, searching: false, problem: sentenceOf(error) })
        },
      )
  }

  #pullPage(page: number): void {
    const size = this.#options.pageSize
    if ((this.#pages.has(page) && !this.#stale.has(page)) || this.#calls.has(page)) return
    if (page * size >= this.state.total) return
    const call = new AbortController()
    this.#calls.set(page, call)
    void this.#options.fetch({ ...this.#query, from: page * size, count: size }, call.signal).then(
      (answer) => {
        if (call.signal.aborted) return
        this.#calls.delete(page)
        this.#take(page, answer)
        this.#set({ total: answer.total, matches: answer.matches, parameterCount: answer.parameterCount })
      },
      (error: unknown) => {
        if (call.signal.aborted) return
        this.#calls.delete(page)
        this.#set({ problem: sentenceOf(error) })
      },
    )
  }

  #take(firstPage: number, answer: RowsAnswer): void {
    const size = this.#options.pageSize
    const pages = Math.max(1, Math.ceil(answer.rows.length / size))
    for (let page = 0; page < pages; page++) {
      this.#pages.set(firstPage + page, answer.rows.slice(page * size, (page + 1) * size))
      this.#stale.delete(firstPage + page)
    }
  }

  #abortPages(): void {
    for (const call of this.#calls.values()) call.abort()
    this.#calls.clear()
  }

  #abortAll(): void {
    this.#abortPages()
    this.#refreshing?.abort()
    this.#refreshing = null
  }

  #set(change: Partial<RowWindowState>): void {
    this.state = { ...this.state, ...change, revision: this.state.revision + 1 }
    for (const listener of this.#listeners) listener()
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

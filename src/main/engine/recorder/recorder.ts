import { setImmediate as turn } from 'node:timers/promises'
import type {
  BindingRecord,
  ConnectionFacts,
  JournalEntry,
  JournalEvent,
  JournalFact,
  RequestRecord,
  ResponseRecord,
} from '../../../core/journal/index.js'
import type { DecodedEnvelope } from '../../../core/soap/message.js'
import type { Projection } from '../../../core/sessions/index.js'
import { ProjectionKeeper, type CaptureStore, type FileLock } from '../store/index.js'
import type { Recorder } from './types.js'

/** So many share a transaction at most: each that is committed goes on at once, and nobody else meanwhile. */
const MOST_AT_ONCE = 100
/** Projections are written together after this long, in milliseconds; whoever reads sooner has them written at once. */
const WRITE_DELAY = 50
/** Projecting gives way to traffic after this long, in milliseconds. */
const SLICE = 8
/** So many entries waiting to be projected are a backlog: their decoded envelopes are let go, and readers do not wait for it. */
const BACKLOG = 2000
/** The longer the backlog, the more of a turn goes into it: a millisecond for so many entries. */
const ENTRIES_PER_MILLISECOND = 150
/** A reader brings the projections up to date before it reads, but in a backlog for no longer than this, in milliseconds. */
const PATIENCE = 40

interface Handed {
  readonly fact: JournalFact
  readonly envelope: DecodedEnvelope | undefined
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** An entry that waits to be projected, with its request's envelope where that is decoded already. */
interface Committed {
  readonly entry: JournalEntry
  readonly envelope: DecodedEnvelope | undefined
}

/**
 * Writes the journal with group commit and lets the projections follow.
 *
 * Order is everything here: what was handed in during one turn of the event loop is committed together; only then
 * the promises resolve, so that traffic goes on; only then the entries are projected, so that nothing can be
 * projected that is not in the journal.
 */
export class CaptureRecorder implements Recorder {
  readonly captureId: string
  private handed: Handed[] = []
  private committed: Committed[] = []
  private lastSeq: number
  private lastExchange: number
  private lastConnection: number
  private commitScheduled = false
  private projectScheduled = false
  private writeTimer: NodeJS.Timeout | null = null
  private reindexing: Promise<number> | null = null
  private closed = false
  /** What failed when it was last tried. */
  private readonly failing = new Set<'journal' | 'projections'>()
  private readonly changeListeners = new Set<(changes: readonly Projection[]) => void>()
  private readonly problemListeners = new Set<(problem: Error) => void>()
  private readonly recoveryListeners = new Set<() => void>()
  private readonly keeper: ProjectionKeeper

  constructor(
    private readonly store: CaptureStore,
    private readonly lock: FileLock,
    /** Microseconds since the epoch. */
    private readonly now: () => number,
  ) {
    this.captureId = store.captureId
    this.lastSeq = store.journal.lastSeq
    this.lastExchange = store.journal.lastExchange
    this.lastConnection = store.journal.lastConnection
    this.keeper = new ProjectionKeeper(store, (problem) => this.report(problem))
  }

  /**
   * Brings the projections up to date with what a killed process left behind, and marks the opening: whatever was in
   * flight is over. Returns what the user should know. `relisted`: the projections are made anew because another
   * version made them, and not because something went wrong.
   */
  async begin(relisted = false): Promise<string[]> {
    const problems: string[] = []
    const forget = this.onProblem((problem) => problems.push(problem.message))
    const behind = await this.catchUp()
    if (behind > 0 && !relisted) {
      problems.push(
        `The capture was not closed cleanly. Nothing recorded is lost; ${behind} entries of its journal had to be read again.`,
      )
    }
    if (this.keeper.inFlight) await this.event({ type: 'capture-opened', at: this.now() })
    await this.settle()
    forget()
    return problems
  }

  get recording(): boolean {
    return !this.failing.has('journal') && !this.closed
  }

  nextExchange(): number {
    return ++this.lastExchange
  }

  nextConnection(): number {
    return ++this.lastConnection
  }

  connectionOpened(facts: ConnectionFacts): void {
    this.note({ type: 'connection-open', at: this.now(), ...facts })
  }

  connectionClosed(connection: number, reason: string): void {
    this.note({ type: 'connection-closed', at: this.now(), connection, reason })
  }

  request(request: RequestRecord): Promise<void> {
    return this.hand({ type: 'request', request })
  }

  bind(binding: BindingRecord, envelope?: DecodedEnvelope): Promise<void> {
    return this.hand({ type: 'binding', binding }, envelope)
  }

  response(response: ResponseRecord): Promise<void> {
    return this.hand({ type: 'response', response })
  }

  event(event: JournalEvent): Promise<void> {
    return this.hand({ type: 'event', event })
  }

  reindex(): Promise<number> {
    this.reindexing ??= this.rebuild().finally(() => {
      this.reindexing = null
      this.scheduleProjecting()
    })
    return this.reindexing
  }

  onChange(listener: (changes: readonly Projection[]) => void): () => void {
    this.changeListeners.add(listener)
    return () => this.changeListeners.delete(listener)
  }

  onProblem(listener: (problem: Error) => void): () => void {
    this.problemListeners.add(listener)
    return () => this.problemListeners.delete(listener)
  }

  onRecovery(listener: () => void): () => void {
    this.recoveryListeners.add(listener)
    return () => this.recoveryListeners.delete(listener)
  }

  /**
   * Commits what was handed in and brings the projections on disk up to date with it; readers wait for it. In a backlog
   * they do not: what is behind then shows a moment later, and traffic goes on.
   */
  async settle(): Promise<void> {
    if (this.reindexing !== null) await this.reindexing
    if (this.closed) return
    this.commit()
    this.project(this.committed.length > BACKLOG ? PATIENCE : Infinity)
    this.write()
  }

  /** Everything that is committed, however much. */
  private async settleAll(): Promise<void> {
    await this.settle()
    this.project(Infinity)
    this.write()
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.commit()
    await this.settleAll()
    this.closed = true
    if (this.writeTimer !== null) clearTimeout(this.writeTimer)
    try {
      this.store.close()
    } finally {
      this.lock.release()
    }
  }

  private hand(fact: JournalFact, envelope?: DecodedEnvelope): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new Error('The capture is closed; nothing more is recorded into it.'))
        return
      }
      this.handed.push({ fact, envelope, resolve, reject })
      this.scheduleCommit()
    })
  }

  private scheduleCommit(): void {
    if (this.commitScheduled) return
    this.commitScheduled = true
    setImmediate(() => {
      this.commitScheduled = false
      this.commit(MOST_AT_ONCE)
      if (this.handed.length > 0) this.scheduleCommit()
    })
  }

  /** For those who do not wait: a failure is reported like any other. */
  private note(event: JournalEvent): void {
    this.event(event).catch(() => undefined)
  }

  private commit(most = Infinity): void {
    const batch = this.handed.splice(0, most)
    if (batch.length === 0) return
    const entries = batch.map(({ fact }, index): JournalEntry => ({ seq: this.lastSeq + 1 + index, ...fact }))
    try {
      this.store.append(entries)
    } catch (error) {
      this.failing.add('journal')
      const problem = recordingFailed(error)
      for (const { reject } of batch) reject(problem)
      this.report(problem)
      return
    }
    this.succeeded('journal')
    this.lastSeq += entries.length
    for (const { resolve } of batch) resolve()
    for (const [index, entry] of entries.entries()) {
      // In a backlog, memory is worth more than the time to decode it again.
      const envelope = this.committed.length > BACKLOG ? undefined : batch[index]?.envelope
      this.committed.push({ entry, envelope })
    }
    this.scheduleProjecting()
  }

  private scheduleProjecting(): void {
    if (this.projectScheduled || this.committed.length === 0) return
    this.projectScheduled = true
    setImmediate(() => {
      this.projectScheduled = false
      if (this.closed || this.reindexing !== null) return
      this.project(Math.max(SLICE, this.committed.length / ENTRIES_PER_MILLISECOND))
      this.scheduleProjecting()
    })
  }

  /** Projects what is committed, for at most so many milliseconds, and tells the listeners. */
  private project(milliseconds: number): void {
    const until = performance.now() + milliseconds
    const changes: Projection[] = []
    let done = 0
    try {
      while (done < this.committed.length && (done === 0 || performance.now() < until)) {
        const next = this.committed[done++]
        if (next !== undefined) changes.push(...this.keeper.project(next.entry, next.envelope))
      }
    } catch (error) {
      this.report(recordingFailed(error))
    }
    if (done === 0) return
    this.committed.splice(0, done)
    this.scheduleWrite()
    this.tell(changes)
  }

  private scheduleWrite(): void {
    this.writeTimer ??= setTimeout(() => {
      this.writeTimer = null
      this.writeInSlices()
    }, WRITE_DELAY).unref()
  }

  /** Between two slices traffic goes on. Whoever reads meanwhile has the rest written at once. */
  private writeInSlices(): void {
    if (this.closed || this.reindexing !== null) return
    if (this.attempt(() => this.keeper.writeSome())) setImmediate(() => this.writeInSlices())
  }

  private write(): void {
    this.attempt(() => this.keeper.write())
  }

  /** A write that fails is reported and tried again later. */
  private attempt<T>(write: () => T): T | undefined {
    try {
      const result = write()
      this.succeeded('projections')
      return result
    } catch (error) {
      this.failing.add('projections')
      this.report(recordingFailed(error))
      this.scheduleWrite()
      return undefined
    }
  }

  private async rebuild(): Promise<number> {
    this.commit()
    this.keeper.reset()
    await this.catchUp()
    return this.store.exchangeCount
  }

  /** Also takes in what is committed meanwhile: it is in the journal, and so must not be projected again. */
  private async catchUp(): Promise<number> {
    const steps = this.keeper.catchUp()
    let until = performance.now() + SLICE
    for (;;) {
      const step = steps.next()
      if (step.done === true) {
        this.committed = this.committed.filter(({ entry }) => entry.seq > this.keeper.projectedSeq)
        return step.value
      }
      if (performance.now() < until) continue
      await turn()
      until = performance.now() + SLICE
    }
  }

  private tell(changes: readonly Projection[]): void {
    if (changes.length === 0) return
    for (const listener of this.changeListeners) {
      try {
        listener(changes)
      } catch (error) {
        this.report(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }

  private succeeded(what: 'journal' | 'projections'): void {
    if (!this.failing.delete(what) || this.failing.size > 0) return
    for (const listener of this.recoveryListeners) listener()
  }

  private report(problem: Error): void {
    for (const listener of this.problemListeners) listener(problem)
  }
}

function recordingFailed(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  return new Error(
    `Recording failed: ${reason}. What was committed before is safe. Make room on the disk or check that the capture can be written; recording goes on by itself.`,
    { cause: error },
  )
}

import type { JournalEntry } from '../../../core/journal/index.js'
import type { DecodedEnvelope } from '../../../core/soap/message.js'
import { Projector, type DeviceRecord, type Projection } from '../../../core/sessions/index.js'
import { builtInDefinitions } from '../definitions/index.js'
import type { CaptureStore } from './capture-store.js'
import { inflate } from './inflate.js'
import { PendingWrites } from './pending-writes.js'

/** So many projections are written at once while a journal is read, rather than kept for the end. */
const ENOUGH_TO_WRITE = 5000
/** So many changes are written in one go: about 5 ms. One message may teach 20,000. */
const SLICE = 1500

/**
 * Keeps the projections of a capture in step with its journal. They lag behind what is committed by up to a
 * write; where they have come to is stored with them, so that the next opening goes on from there.
 */
export class ProjectionKeeper {
  private readonly pending = new PendingWrites()
  /** The latest record of each device, so that learning asks no table. */
  private readonly devices = new Map<string, DeviceRecord>()
  private projector: Projector
  private projected: number

  constructor(
    private readonly store: CaptureStore,
    private readonly onProblem: (problem: Error) => void,
  ) {
    this.projected = store.progress.projected
    this.projector = this.newProjector()
  }

  /** Whether something waits to be written. */
  get dirty(): boolean {
    return this.pending.size > 0
  }

  /** Whether a session is open or a request is without an outcome. */
  get inFlight(): boolean {
    return this.projector.neededFrom !== null
  }

  get projectedSeq(): number {
    return this.projected
  }

  /**
   * Projects one entry of the journal. What makes the projector stumble is reported and left out: it is safe in
   * the journal, and a better program will read it on re-indexing. `envelope`: of the request that a binding binds,
   * where it is decoded already.
   */
  project(entry: JournalEntry, envelope?: DecodedEnvelope): readonly Projection[] {
    let projections: readonly Projection[] = []
    try {
      projections = this.projector.apply(entry, { envelope })
    } catch (error) {
      this.onProblem(problemWith(entry, error))
    }
    this.projected = entry.seq
    this.pending.add(entry.seq, projections)
    for (const projection of projections) {
      if (projection.type === 'device') this.devices.set(projection.device.id, projection.device)
    }
    return projections
  }

  /** Writes a part of what waits. True: more waits. Throws what the store throws; then it goes on waiting. */
  writeSome(): boolean {
    const { changes } = this.pending
    if (changes.length <= SLICE) {
      this.write()
      return false
    }
    this.store.writeAhead(changes.slice(0, SLICE))
    this.pending.dropChanges(SLICE)
    return true
  }

  /** Writes what waits. Throws what the store throws; then it goes on waiting. */
  write(): void {
    if (this.projected === this.store.progress.projected && !this.dirty) return
    this.store.writeProjections(this.pending, {
      projected: this.projected,
      needed: this.projector.neededFrom ?? this.projected + 1,
    })
    this.pending.clear()
  }

  /** Takes up where the projections stopped, step by step. Returns how many entries were not projected yet. */
  *catchUp(): Generator<void, number, void> {
    const { projected, needed } = this.store.progress
    this.store.dropUnfinished()
    let behind = 0
    for (const entry of this.store.journal.entries(Math.min(needed, projected + 1))) {
      if (entry.seq <= projected) this.bringUp(entry)
      else {
        this.project(entry)
        behind += 1
        if (this.pending.size >= ENOUGH_TO_WRITE) this.write()
      }
      yield
    }
    this.write()
    return behind
  }

  /** Throws every projection away and begins anew; `catchUp` then makes them again. */
  reset(): void {
    this.pending.clear()
    this.devices.clear()
    this.store.wipeProjections()
    this.projected = 0
    this.projector = this.newProjector()
  }

  private bringUp(entry: JournalEntry): void {
    try {
      this.projector.apply(entry, { silent: true })
    } catch {
      // It was reported when it was projected for the first time.
    }
  }

  private device(deviceId: string): DeviceRecord | null {
    const known = this.devices.get(deviceId) ?? this.store.device(deviceId)
    if (known !== null) this.devices.set(deviceId, known)
    return known
  }

  private newProjector(): Projector {
    return new Projector({
      captureId: this.store.captureId,
      inflate,
      definitionOf: builtInDefinitions,
      found: (id) => this.store.findings(id),
      onProblem: (problem) => this.onProblem(problem),
      devices: {
        tree: (deviceId) => this.store.trees.tree(deviceId),
        device: (deviceId) => this.device(deviceId),
      },
    })
  }
}

function problemWith(entry: JournalEntry, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  const what = entry.type === 'event' ? `event ${entry.event.type}` : `${entry.type} of an exchange`
  return new Error(
    `A recorded ${what} (entry ${entry.seq} of the journal) could not be decoded: ${reason}. Its bytes are safe in the capture.`,
    { cause: error },
  )
}

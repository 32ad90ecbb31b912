import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { JournalEntry } from '../../../core/journal/index.js'
import type { Finding } from '../../../core/lint/index.js'
import type { DeviceRecord } from '../../../core/sessions/index.js'
import type { CaptureFile } from './capture-file.js'
import { leftOpen } from './errors.js'
import { findingOf } from './finding-rows.js'
import { messagePlace, sessionNumber } from './ids.js'
import { DeviceTrees } from './device-trees.js'
import { JournalTable } from './journal-table.js'
import {
  ProjectionTables,
  type PendingProjections,
  type Progress,
  type StoredChange,
} from './projection-tables.js'
import { jsonColumn, textColumn } from './rows.js'

/** An open capture for its writer: the journal, the projections and the trees of its devices. */
export class CaptureStore {
  readonly captureId: string
  readonly journal: JournalTable
  readonly trees: DeviceTrees
  readonly database: DatabaseSync
  /** Exchanges in the journal. */
  exchangeCount: number
  private readonly projections: ProjectionTables
  private readonly beginTransaction: StatementSync
  private readonly commitTransaction: StatementSync
  private readonly findingsOfMessage: StatementSync
  private readonly findingsOfSession: StatementSync
  /** The devices, once somebody has asked for all; null: not read. */
  private known: Map<string, DeviceRecord> | null = null
  /** Nobody else changes the capture while we have it open. */
  private readonly isOnlyWriter: boolean

  constructor(file: CaptureFile) {
    this.isOnlyWriter = file.mode === 'record'
    this.database = file.database
    this.beginTransaction = file.database.prepare('BEGIN IMMEDIATE')
    this.commitTransaction = file.database.prepare('COMMIT')
    this.findingsOfMessage = file.database.prepare(
      `SELECT * FROM finding
       WHERE session IS (SELECT session FROM message WHERE exchange = ? AND side = ?) AND exchange = ? AND side = ?
       ORDER BY id`,
    )
    this.findingsOfSession = file.database.prepare(
      'SELECT * FROM finding WHERE session = ? AND exchange IS NULL ORDER BY id',
    )
    this.captureId = file.captureId
    this.journal = new JournalTable(file.database)
    this.projections = new ProjectionTables(file.database, file.captureId)
    this.trees = new DeviceTrees(file.database)
    this.exchangeCount = this.journal.exchangeCount
  }

  get progress(): Progress {
    return this.projections.progress
  }

  /** Adds entries to the journal: all, or none and an error. */
  append(entries: readonly JournalEntry[]): void {
    this.transaction(() => {
      for (const entry of entries) this.journal.append(entry)
    })
    for (const { type } of entries) if (type === 'request') this.exchangeCount += 1
  }

  /** Writes projections: all, or none and an error. */
  writeProjections(pending: PendingProjections, progress: Progress): void {
    this.transaction(() => this.projections.write(pending, progress))
    if (this.known !== null) for (const [id, device] of pending.devices) this.known.set(id, device)
  }

  /** Writes parameter changes ahead of the progress that counts them as done. */
  writeAhead(changes: readonly StoredChange[]): void {
    this.transaction(() => this.projections.writeChanges(changes))
  }

  /** Takes back what was written ahead and never became part of the progress. */
  dropUnfinished(): void {
    this.transaction(() => this.projections.dropUnfinished())
  }

  wipeProjections(): void {
    this.transaction(() => this.projections.wipe())
    this.known = null
    this.trees.forget()
  }

  /** Every device, by id: read once, and kept as records are written. */
  devices(): ReadonlyMap<string, DeviceRecord> {
    if (!this.isOnlyWriter) return this.readDevices()
    this.known ??= this.readDevices()
    return this.known
  }

  private readDevices(): Map<string, DeviceRecord> {
    const rows = this.database.prepare('SELECT id, record FROM device ORDER BY id').all()
    return new Map(rows.map((row) => [textColumn(row, 'id'), jsonColumn<DeviceRecord>(row, 'record')]))
  }

  device(deviceId: string): DeviceRecord | null {
    if (this.known !== null) return this.known.get(deviceId) ?? null
    const row = this.database.prepare('SELECT record FROM device WHERE id = ?').get(deviceId)
    return row === undefined ? null : jsonColumn<DeviceRecord>(row, 'record')
  }

  /** What was found in a message or, if the id is one of a session, in the session itself; in order. */
  findings(id: string): readonly Finding[] {
    const place = messagePlace(this.captureId, id)
    const rows =
      place === null
        ? this.findingsOfSession.all(sessionNumber(this.captureId, id) ?? -1)
        : this.findingsOfMessage.all(place.exchange, place.side, place.exchange, place.side)
    return rows.map((row) => findingOf(this.captureId, row))
  }

  /** Folds the write-ahead log into the file and closes it. Throws a `CaptureError` (`left-open`); it is closed then, too. */
  close(): void {
    const path = this.database.location() ?? ''
    try {
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (error) {
      throw leftOpen(path, error)
    } finally {
      this.database.close()
    }
  }

  private transaction(work: () => void): void {
    this.beginTransaction.run()
    try {
      work()
      this.commitTransaction.run()
    } catch (error) {
      // A full disk rolls back by itself; a second ROLLBACK would hide the reason.
      if (this.database.isTransaction) this.database.exec('ROLLBACK')
      this.projections.forgetProgress()
      throw error
    }
  }
}

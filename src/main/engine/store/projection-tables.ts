import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Micros } from '../../../core/journal/index.js'
import type { DeviceRecord, MessageRecord, SessionRecord } from '../../../core/sessions/index.js'
import type { Finding } from '../../../core/lint/index.js'
import type { ParameterChange } from '../../../core/tree/index.js'
import { messagePlace, sessionNumber } from './ids.js'
import { integer, jsonColumn, optionalInteger, optionalText, textColumn, type Row } from './rows.js'
import { projectionTables } from './schema.js'

/** Projections that wait to be written. Later records of an id have replaced earlier ones. */
export interface PendingProjections {
  readonly sessions: ReadonlyMap<string, SessionRecord>
  readonly messages: ReadonlyMap<string, { readonly seq: number; readonly message: MessageRecord }>
  readonly devices: ReadonlyMap<string, DeviceRecord>
  readonly changes: readonly StoredChange[]
  /** Of messages. */
  readonly findings: readonly Finding[]
  /** Of sessions themselves, by session id: all there are. */
  readonly sessionFindings: ReadonlyMap<string, readonly Finding[]>
}

export interface StoredChange {
  readonly deviceId: string
  /** Place in the journal at which it was learnt. */
  readonly seq: number
  readonly at: Micros
  readonly change: ParameterChange
}

/** How far the projections have come, and from where a new projector must read to go on. */
export interface Progress {
  readonly projected: number
  readonly needed: number
}

/** Writes the projections. */
export class ProjectionTables {
  private readonly putSession: StatementSync
  private readonly putMessage: StatementSync
  private readonly putDevice: StatementSync
  private readonly addChange: StatementSync
  private readonly addFinding: StatementSync
  private readonly dropSessionFindings: StatementSync
  private readonly putProgress: StatementSync
  /** As it stands in the table; null: not read yet, or not known since a write failed. */
  private known: Progress | null = null

  constructor(
    private readonly database: DatabaseSync,
    private readonly captureId: string,
  ) {
    this.putSession = database.prepare(`
      INSERT INTO session (number, started, device, record) VALUES (?, ?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET device = excluded.device, record = excluded.record`)
    this.putMessage = database.prepare(`
      INSERT INTO message (exchange, side, session, position, seq, record) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (exchange, side) DO UPDATE SET record = excluded.record`)
    this.putDevice = database.prepare(`
      INSERT INTO device (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record`)
    this.addChange = database.prepare(`
      INSERT INTO parameter_change
        (device, seq, at, path, value, type, writable, notification, access_list, effect, source, cause, message)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    this.addFinding = database.prepare(`
      INSERT INTO finding
        (session, exchange, side, rule, severity, message, line, position, start, length, fix, fix_kind)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    this.dropSessionFindings = database.prepare('DELETE FROM finding WHERE session = ? AND exchange IS NULL')
    this.putProgress = database.prepare('UPDATE progress SET projected = ?, needed = ?')
  }

  get progress(): Progress {
    this.known ??= this.readProgress()
    return this.known
  }

  /** Whether what was written last is there is not known: the transaction may have been rolled back. */
  forgetProgress(): void {
    this.known = null
  }

  private readProgress(): Progress {
    const row = this.database.prepare('SELECT projected, needed FROM progress').get()
    return row === undefined
      ? { projected: 0, needed: 1 }
      : { projected: integer(row, 'projected'), needed: integer(row, 'needed') }
  }

  /** Writes what is pending; the caller holds the transaction. */
  write(pending: PendingProjections, progress: Progress): void {
    for (const session of pending.sessions.values()) {
      const started = Date.parse(session.startedAt)
      this.putSession.run(this.numberOf(session.id), started, session.deviceId, JSON.stringify(session))
    }
    for (const { seq, message } of pending.messages.values()) {
      const place = messagePlace(this.captureId, message.id)
      if (place === null) throw new Error(`A message cannot have the id ${message.id} in this capture.`)
      const session = this.numberOf(message.sessionId)
      this.putMessage.run(place.exchange, place.side, session, message.index, seq, JSON.stringify(message))
    }
    for (const device of pending.devices.values()) this.putDevice.run(device.id, JSON.stringify(device))
    this.writeChanges(pending.changes)
    for (const finding of pending.findings) this.writeFinding(finding)
    for (const [sessionId, findings] of pending.sessionFindings) {
      this.dropSessionFindings.run(this.numberOf(sessionId))
      for (const finding of findings) this.writeFinding(finding)
    }
    this.putProgress.run(progress.projected, progress.needed)
    this.known = progress
  }

  private writeFinding(finding: Finding): void {
    const { messageId, rule, severity, message, line, column, offset, length, fix } = finding
    const place = messageId === undefined ? null : messagePlace(this.captureId, messageId)
    this.addFinding.run(
      this.numberOf(finding.sessionId ?? null),
      place?.exchange ?? null,
      place?.side ?? null,
      rule,
      severity,
      message,
      line ?? null,
      column ?? null,
      offset ?? null,
      length ?? null,
      fix === undefined ? null : JSON.stringify(fix),
      fix?.kind ?? null,
    )
  }

  /**
   * Writes changes ahead of the progress they belong to; the caller holds the transaction. Until that progress is written
   * they are unfinished work: see `dropUnfinished`.
   */
  writeChanges(changes: Iterable<StoredChange>): void {
    for (const { deviceId, seq, at, change } of changes) {
      this.addChange.run(
        deviceId,
        seq,
        at,
        change.path,
        change.value ?? null,
        change.type ?? null,
        change.writable === undefined ? null : Number(change.writable),
        change.notification ?? null,
        change.accessList === undefined ? null : JSON.stringify(change.accessList),
        change.deleted === true ? 'deleted' : change.stale === true ? 'stale' : null,
        change.source,
        change.cause,
        change.messageId,
      )
    }
  }

  /** Removes changes that were written ahead by a program that then died: they will be learnt again. */
  dropUnfinished(): void {
    // From the end: rows are in the order of the journal, so that this stops at the first one that is finished.
    const last = this.database
      .prepare('SELECT id FROM parameter_change WHERE seq <= ? ORDER BY id DESC LIMIT 1')
      .get(this.progress.projected)
    const id = last === undefined ? 0 : integer(last, 'id')
    this.database.prepare('DELETE FROM parameter_change WHERE id > ?').run(id)
  }

  /** Empties every projection; the caller holds the transaction. */
  wipe(): void {
    for (const table of projectionTables) this.database.exec(`DELETE FROM ${table}`)
    this.database.exec('INSERT INTO progress VALUES (0, 1)')
    this.known = null
  }

  private numberOf(sessionId: string | null): number | null {
    return sessionId === null ? null : sessionNumber(this.captureId, sessionId)
  }
}

/** The change that a row of parameter_change holds. */
export function changeOf(row: Row): ParameterChange {
  const value = optionalText(row, 'value')
  const type = optionalText(row, 'type')
  const writable = optionalInteger(row, 'writable')
  const notification = optionalInteger(row, 'notification')
  const effect = optionalText(row, 'effect')
  return {
    path: textColumn(row, 'path'),
    ...(value === null ? {} : { value }),
    ...(type === null ? {} : { type }),
    ...(writable === null ? {} : { writable: writable === 1 }),
    ...(notification === null ? {} : { notification }),
    ...(row['access_list'] === null ? {} : { accessList: jsonColumn<readonly string[]>(row, 'access_list') }),
    ...(effect === 'deleted' ? { deleted: true } : {}),
    ...(effect === 'stale' ? { stale: true } : {}),
    source: factSource(textColumn(row, 'source')),
    cause: changeCause(textColumn(row, 'cause')),
    at: new Date(integer(row, 'at') / 1000).toISOString(),
    messageId: textColumn(row, 'message'),
  }
}

function factSource(text: string): ParameterChange['source'] {
  switch (text) {
    case 'inform':
    case 'get':
    case 'set':
    case 'names':
    case 'attributes':
    case 'add':
    case 'notification':
      return text
    default:
      throw new Error(`The capture is damaged: unknown source of a parameter "${text}".`)
  }
}

function changeCause(text: string): ParameterChange['cause'] {
  switch (text) {
    case 'cpe':
    case 'acs':
    case 'external':
      return text
    default:
      throw new Error(`The capture is damaged: unknown cause of a change "${text}".`)
  }
}

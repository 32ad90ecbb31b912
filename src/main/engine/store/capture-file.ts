import { randomInt } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { CaptureError, unreadable } from './errors.js'
import {
  APPLICATION_ID,
  CAPTURE_FORMAT,
  journalSchema,
  projectionKind,
  projectionSchema,
  projectionTables,
} from './schema.js'

/** A capture that was opened. */
export interface CaptureFile {
  readonly database: DatabaseSync
  readonly captureId: string
  readonly mode: OpenOptions['mode']
  /** It did not exist before. */
  readonly isNew: boolean
  /** Its projections were made by another version, and are to be made anew from the journal. */
  readonly isRelisted: boolean
}

export interface OpenOptions {
  readonly path: string
  /** `read`: for looking only; the file is not changed and may be in use by a running workbench. */
  readonly mode: 'record' | 'read'
  /** synchronous=FULL: safe against power loss as well as against a killed process. */
  readonly durable?: boolean
  /** Version of the program, noted in a new capture. */
  readonly madeBy?: string
}

const SQLITE_MAGIC = 'SQLite format 3\0'

/**
 * Opens a capture; in mode `record` it is made if it does not exist. Throws a `CaptureError` for whatever is not
 * a capture of a format we know, and does not touch such a file.
 */
export function openCaptureFile(options: OpenOptions): CaptureFile {
  const { path, mode } = options
  const size = sizeOf(path)
  if (size === null && mode === 'read') {
    throw new CaptureError(
      'unreadable',
      path,
      `There is no capture at ${path}. Check the path, or record one with "serve --capture".`,
    )
  }
  if (size !== null && size > 0) checkFile(path)
  const isNew = size === null || size === 0
  let isRelisted = false
  let database: DatabaseSync | null = null
  try {
    // Credentials cross the wire. SQLite gives its -wal and -shm the mode of the file.
    if (size === null) closeSync(openSync(path, 'a', 0o600))
    database = new DatabaseSync(path, { readOnly: mode === 'read', timeout: 2000 })
    if (mode === 'record') {
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = ${options.durable === true ? 'FULL' : 'NORMAL'};
        PRAGMA cache_size = -32000;
        PRAGMA temp_store = MEMORY;
      `)
      if (isNew) create(database, options.madeBy ?? 'unknown')
      else if (!hasOurProjections(database)) {
        emptyProjections(database)
        isRelisted = true
      }
    }
    return { database, captureId: metaValue(database, 'captureId') ?? '', mode, isNew, isRelisted }
  } catch (error) {
    database?.close()
    throw error instanceof CaptureError ? error : unreadable(path, error)
  }
}

function create(database: DatabaseSync, madeBy: string): void {
  database.exec(`
    BEGIN IMMEDIATE;
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${CAPTURE_FORMAT};
    ${journalSchema}
    ${projectionSchema}
  `)
  const insert = database.prepare('INSERT INTO meta VALUES (?, ?)')
  insert.run('format', String(CAPTURE_FORMAT))
  insert.run('captureId', newCaptureId())
  insert.run('madeBy', madeBy)
  insert.run('projections', projectionKind)
  database.exec('COMMIT')
}

/** Whether the projections are of the kind that this version makes. */
export function hasOurProjections(database: DatabaseSync): boolean {
  return metaValue(database, 'projections') === projectionKind
}

/** Projections of another version, older or newer, give way to tables of ours; what fills them is the journal. */
function emptyProjections(database: DatabaseSync): void {
  database.exec(`
    BEGIN IMMEDIATE;
    ${projectionTables.map((table) => `DROP TABLE IF EXISTS ${table};`).join('\n')}
    ${projectionSchema}
  `)
  database
    .prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run('projections', projectionKind)
  database.exec('COMMIT')
}

/** Short, URL-safe, and different for every capture that one person is likely to meet (36^8). */
function newCaptureId(): string {
  return Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('')
}

function checkFile(path: string): void {
  if (!startsLikeSqlite(path)) {
    throw new CaptureError(
      'foreign',
      path,
      `${path} is not a capture of this program: it is no SQLite file. It was left as it is. Choose another path, or import it with "import FILE --to CAPTURE" if it is traffic.`,
    )
  }
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 2000 })
    if (pragma(database, 'application_id') !== APPLICATION_ID) {
      throw new CaptureError(
        'foreign',
        path,
        `${path} is an SQLite file of another program, not a capture. It was left as it is. Choose another path.`,
      )
    }
    const format = Math.max(pragma(database, 'user_version'), Number(metaValue(database, 'format') ?? 0))
    if (format > CAPTURE_FORMAT) {
      const madeBy = metaValue(database, 'madeBy') ?? 'unknown'
      throw new CaptureError(
        'newer-format',
        path,
        `${path} has capture format ${format}, written by version ${madeBy}; this version reads up to ${CAPTURE_FORMAT}. It was left as it is. Open it with version ${madeBy} or later, or choose another capture.`,
      )
    }
    if (format < 1) throw new Error('it has no format number')
  } catch (error) {
    throw error instanceof CaptureError ? error : unreadable(path, error)
  } finally {
    database?.close()
  }
}

function sizeOf(path: string): number | null {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) throw unreadable(path, new Error('it is a folder'))
    return stat.size
  } catch (error) {
    if (error instanceof CaptureError) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw unreadable(path, error)
  }
}

function startsLikeSqlite(path: string): boolean {
  const start = Buffer.alloc(SQLITE_MAGIC.length)
  try {
    const file = openSync(path, 'r')
    try {
      readSync(file, start, 0, start.length, 0)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  return start.toString('latin1') === SQLITE_MAGIC
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
}

function metaValue(database: DatabaseSync, key: string): string | null {
  const value = database.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value']
  return typeof value === 'string' ? value : null
}

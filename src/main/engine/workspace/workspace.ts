import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { z } from 'zod'
import { lockFile, type FileLock } from '../store/index.js'
import { WORKSPACE_APPLICATION_ID, WORKSPACE_FORMAT, workspaceConverters, workspaceSchema } from './schema.js'
import { createSecretStore, type SecretStore } from './secret-store.js'
import { createTransferStore, type TransferStore } from './transfer-store.js'
import type { DeviceCredentials, QueuedRpc, SecretBox, StoredQuirkChoices, Workspace } from './types.js'

export interface OpenWorkspaceOptions {
  /** Folder of workspace.db; made if missing. */
  readonly dir: string
  /** Seals secrets where the host can; without it they are kept by the file's mode alone. */
  readonly secrets?: SecretBox | undefined
}

/** A workspace that cannot be opened. The message says what it is, why, and what to do; the file is left as it was. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
}

const credentialsSchema = z.object({
  connectionRequestUsername: z.string(),
  connectionRequestPassword: z.string(),
})

const choicesSchema = z.record(z.string(), z.unknown())

/**
 * Opens the workspace of a folder, for one process at a time: two would send the same queued RPC. Its file is
 * readable by its owner only, from its first byte on.
 * Throws a `WorkspaceError`.
 */
export function openWorkspace({ dir, secrets }: OpenWorkspaceOptions): Workspace {
  const path = join(dir, 'workspace.db')
  let database: DatabaseSync | null = null
  let lock: FileLock | null = null
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    lock = lockFile(path)
    if (lock === null) {
      throw new WorkspaceError(
        `The workspace ${path} is in use by another workbench. Stop that one, or choose another folder with --workspace.`,
      )
    }
    // SQLite gives its -wal and -shm the mode of the file, so it has to be there, and right, before SQLite opens it.
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    database = new DatabaseSync(path, { timeout: 2000 })
    prepare(database, path)
    return new SqliteWorkspace(database, lock, path, secrets ?? null)
  } catch (error) {
    database?.close()
    lock?.release()
    if (error instanceof WorkspaceError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new WorkspaceError(
      `The workspace ${path} cannot be opened: ${reason}. It was left as it is. Check that you may read and write it, move it away to start with an empty one, or choose another folder with --workspace.`,
      { cause: error },
    )
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
  const format = pragma('user_version')
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!isEmpty && pragma('application_id') !== WORKSPACE_APPLICATION_ID) {
    throw new WorkspaceError(
      `${path} is an SQLite file of another program, not a workspace. It was left as it is. Choose another folder with --workspace.`,
    )
  }
  if (format > WORKSPACE_FORMAT) {
    throw new WorkspaceError(
      `${path} has workspace format ${format}; this version reads up to ${WORKSPACE_FORMAT}. It was left as it is. Use the newer version that wrote it, or another folder with --workspace.`,
    )
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON')
  if (!isEmpty) {
    for (let from = format; from < WORKSPACE_FORMAT; from += 1) convert(database, from)
    return
  }
  database.exec(`
    BEGIN IMMEDIATE;
    PRAGMA application_id = ${WORKSPACE_APPLICATION_ID};
    PRAGMA user_version = ${WORKSPACE_FORMAT};
    ${workspaceSchema}
    COMMIT;
  `)
}

/** Makes a workspace of one format one of the next, or leaves it as it was. */
function convert(database: DatabaseSync, from: number): void {
  const step = workspaceConverters[from]
  if (step === undefined) throw new Error(`nothing is known of a workspace format ${from}`)
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(`${step}; PRAGMA user_version = ${from + 1}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

class SqliteWorkspace implements Workspace {
  private readonly getSetting: StatementSync
  private readonly putSetting: StatementSync
  private readonly getCredential: StatementSync
  private readonly putCredential: StatementSync
  private readonly putRpc: StatementSync
  private readonly dropRpcs: StatementSync
  readonly transfers: TransferStore
  readonly secrets: SecretStore
  private closed = false

  constructor(
    private readonly database: DatabaseSync,
    private readonly lock: FileLock,
    private readonly path: string,
    private readonly box: SecretBox | null,
  ) {
    this.getSetting = database.prepare('SELECT value FROM setting WHERE key = ?')
    this.putSetting = database.prepare(
      'INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    this.getCredential = database.prepare('SELECT sealed, secret FROM credential WHERE device = ?')
    this.putCredential = database.prepare(`
      INSERT INTO credential VALUES (?, ?, ?)
      ON CONFLICT (device) DO UPDATE SET sealed = excluded.sealed, secret = excluded.secret`)
    this.putRpc = database.prepare(`
      INSERT INTO rpc (id, device, unfinished, record) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET unfinished = excluded.unfinished, record = excluded.record`)
    this.dropRpcs = database.prepare(`
      DELETE FROM rpc WHERE device = ? AND unfinished = 0 AND number <= (
        SELECT number FROM rpc WHERE device = ? AND unfinished = 0 ORDER BY number DESC LIMIT 1 OFFSET ?)`)
    this.transfers = createTransferStore(database, box, (sealed, what) => this.unseal(sealed, what))
    this.secrets = createSecretStore(database, box, (sealed, what) => this.unseal(sealed, what))
  }

  setting<T>(key: string, fallback: T): T {
    const row = this.getSetting.get(key)
    return row === undefined ? fallback : (JSON.parse(String(row['value'])) as T)
  }

  setSetting(key: string, value: unknown): void {
    this.putSetting.run(key, JSON.stringify(value ?? null))
  }

  credentials(deviceId: string): DeviceCredentials | null {
    const row = this.getCredential.get(deviceId)
    if (row === undefined) return null
    const secret = String(row['secret'])
    return credentialsSchema.parse(
      JSON.parse(row['sealed'] === 1 ? this.unseal(secret, `of ${deviceId}`) : secret),
    )
  }

  setCredentials(deviceId: string, credentials: DeviceCredentials): void {
    const plain = JSON.stringify(credentials)
    const sealed = this.box?.encrypted === true
    this.putCredential.run(deviceId, sealed ? 1 : 0, sealed ? (this.box?.seal(plain) ?? plain) : plain)
  }

  devicesWithCredentials(): readonly string[] {
    return this.database
      .prepare('SELECT device FROM credential ORDER BY device')
      .all()
      .map((row) => String(row['device']))
  }

  saveRpc(rpc: QueuedRpc): void {
    const unfinished = rpc.state === 'queued' || rpc.state === 'sent'
    this.putRpc.run(rpc.id, rpc.deviceId, unfinished ? 1 : 0, JSON.stringify(rpc))
  }

  rpc(id: string): QueuedRpc | null {
    return this.rpcsOf('WHERE id = ?', id)[0] ?? null
  }

  rpcs(deviceId: string): readonly QueuedRpc[] {
    return this.rpcsOf('WHERE device = ? ORDER BY number DESC', deviceId)
  }

  forgetRpcs(deviceId: string, keep: number): void {
    this.dropRpcs.run(deviceId, deviceId, keep)
  }

  unfinishedRpcs(): readonly QueuedRpc[] {
    return this.rpcsOf('WHERE unfinished = 1 ORDER BY number')
  }

  quirkChoices(): readonly StoredQuirkChoices[] {
    return this.database
      .prepare('SELECT device, choices FROM quirk ORDER BY device')
      .all()
      .map((row) => ({
        deviceId: row['device'] === '' ? null : String(row['device']),
        choices: choicesSchema.parse(JSON.parse(String(row['choices']))),
      }))
  }

  saveQuirkChoices(deviceId: string | null, choices: StoredQuirkChoices['choices']): void {
    if (Object.keys(choices).length === 0) {
      this.database.prepare('DELETE FROM quirk WHERE device = ?').run(deviceId ?? '')
      return
    }
    this.database
      .prepare(
        'INSERT INTO quirk VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET choices = excluded.choices',
      )
      .run(deviceId ?? '', JSON.stringify(choices))
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    // Closing folds the write-ahead log in; where the disk is full that waits for the next opening.
    this.database.close()
    this.lock.release()
  }

  /** The record is JSON that `saveRpc` wrote. */
  private rpcsOf(condition: string, ...values: string[]): QueuedRpc[] {
    const rows = this.database.prepare(`SELECT record FROM rpc ${condition}`).all(...values)
    return rows.map((row) => JSON.parse(String(row['record'])) as QueuedRpc)
  }

  private unseal(secret: string, what: string): string {
    try {
      if (this.box === null) throw new Error('this host has no key for it')
      return this.box.open(secret)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new WorkspaceError(
        `The stored credentials ${what} in ${this.path} cannot be decrypted: ${reason}. Enter them again, or open the workspace with the program and the user that stored them.`,
        { cause: error },
      )
    }
  }
}

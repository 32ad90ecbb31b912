import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { TransferResult } from '../../../core/journal/records.js'
import type { SecretBox } from './types.js'

/** What a client must show to be served. */
export interface FileAccess {
  readonly scheme: 'none' | 'basic' | 'digest' | 'digest-sha-256'
  readonly username: string
  readonly password: string
}

/** What goes wrong on purpose when a file is fetched, so that one can see what a CPE makes of it. */
export type StagedFault =
  | { readonly kind: 'status'; readonly status: 403 | 404 | 500 | 503 }
  /** The connection is cut after so many bytes of content. */
  | { readonly kind: 'cut-off'; readonly afterBytes: number }
  /** Nothing more comes after so many bytes of content, and the connection stays open. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** One byte of the content is wrong. */
  | { readonly kind: 'corrupt' }

/** A file the workbench keeps: added by the user, or sent by a CPE. Its bytes are on disk under its id. */
export interface StoredFile {
  readonly id: string
  /** As the user or the CPE calls it; never a place on disk. */
  readonly name: string
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly fileType: string
  readonly version: string
  readonly note: string
  readonly addedAt: string
  readonly origin: 'user' | 'cpe'
  /** The transfer that brought it; null: the user added it. */
  readonly transferId: string | null
  readonly deviceId: string | null
  /** Makes its URL unguessable. */
  readonly token: string
  readonly access: FileAccess
  /** Null: as fast as it goes. */
  readonly bytesPerSecond: number | null
  readonly fault: StagedFault | null
}

/** An HTTP request of a transfer at our file server. */
export interface TransferRequest {
  readonly id: string
  readonly at: string
  readonly method: string
  readonly remote: string
  readonly range: string | null
  readonly bytes: number
  /** 0: no answer (yet). */
  readonly status: number
  /** Null: it is going on. */
  readonly durationMs: number | null
  readonly result: TransferResult | null
  readonly detail: string
}

/** One file on its way to or from a CPE, over everything that belongs to it: RPC, HTTP requests, TransferComplete. */
export interface StoredTransfer {
  readonly id: string
  /** Null: fetched without an order that is known here. */
  readonly deviceId: string | null
  readonly direction: 'download' | 'upload'
  /** The RPC that ordered it. */
  readonly order: {
    readonly rpcId: string
    readonly method: 'Download' | 'Upload' | 'ScheduleDownload'
    readonly state: 'queued' | 'sent' | 'done' | 'failed' | 'cancelled'
    /** When it was sent, and when it ended. */
    readonly sentAt: string | null
    readonly endedAt: string | null
    /** Of the response: `0` done and applied, `1` a TransferComplete follows; empty for ScheduleDownload. */
    readonly status: string | null
    readonly fault: { readonly code: string; readonly string: string } | null
    /** How long the CPE is to wait before it begins, in seconds. */
    readonly delaySeconds: number
    /** A CancelTransfer was answered well. */
    readonly calledOff: boolean
  } | null
  readonly commandKey: string
  readonly fileType: string
  readonly fileId: string | null
  readonly fileName: string
  readonly url: string
  /** The part of our own path that names this transfer alone; null: its URL is the file's own, or a foreign one. */
  readonly token: string | null
  /** The URL is one of this file server. */
  readonly ours: boolean
  /** What the CPE must show here; null: what the file says. */
  readonly access: FileAccess | null
  /** For an upload: the longest body taken, in bytes. */
  readonly maxBytes: number | null
  readonly createdAt: string
  /** Distinct bytes of the file moved so far. */
  readonly bytes: number
  readonly total: number | null
  /** Which bytes those are: places [from, to) in order. */
  readonly covered: readonly (readonly [number, number])[]
  readonly startedAt: string | null
  /** All of it was moved. */
  readonly fetchedAt: string | null
  readonly endedAt: string | null
  readonly transferComplete: {
    readonly faultCode: string
    readonly faultString: string
    readonly messageId: string
    readonly at: string
  } | null
  /** The newest HTTP requests, oldest first. */
  readonly requests: readonly TransferRequest[]
}

/** Files and transfers of a workspace. What is read was written by this program; nobody checks it again. */
export interface TransferStore {
  /** Oldest first. */
  files(): readonly StoredFile[]
  saveFile(file: StoredFile): void
  removeFile(id: string): void
  /** Oldest first. */
  transfers(): readonly StoredTransfer[]
  saveTransfer(transfer: StoredTransfer): void
  removeTransfer(id: string): void
}

/** Records without their credentials, which are kept beside them and sealed where the host can. */
type Kept<T> = Omit<T, 'access'>

/** @param unseal throws with a sentence for the user */
export function createTransferStore(
  database: DatabaseSync,
  secrets: SecretBox | null,
  unseal: (sealed: string, what: string) => string,
): TransferStore {
  const save = (table: string): StatementSync =>
    database.prepare(`
      INSERT INTO ${table} (id, record, sealed, secret) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET record = excluded.record, sealed = excluded.sealed, secret = excluded.secret`)
  const statements = {
    files: database.prepare('SELECT record, sealed, secret FROM file ORDER BY number'),
    transfers: database.prepare('SELECT record, sealed, secret FROM transfer ORDER BY number'),
    saveFile: save('file'),
    saveTransfer: save('transfer'),
    removeFile: database.prepare('DELETE FROM file WHERE id = ?'),
    removeTransfer: database.prepare('DELETE FROM transfer WHERE id = ?'),
  }

  function write(statement: StatementSync, { access, ...record }: StoredFile | StoredTransfer): void {
    const plain = JSON.stringify(access)
    const sealed = access !== null && secrets?.encrypted === true
    const secret = sealed ? secrets.seal(plain) : plain
    statement.run(record.id, JSON.stringify(record), sealed ? 1 : 0, secret)
  }

  function read<T extends StoredFile | StoredTransfer>(statement: StatementSync): T[] {
    return statement.all().map((row) => {
      const record = JSON.parse(String(row['record'])) as Kept<T>
      const secret = String(row['secret'])
      const what = `of the file or transfer ${record.id}`
      const access: unknown = JSON.parse(row['sealed'] === 1 ? unseal(secret, what) : secret)
      return { ...record, access } as T
    })
  }

  return {
    files: () => read<StoredFile>(statements.files),
    saveFile: (file) => write(statements.saveFile, file),
    removeFile: (id) => void statements.removeFile.run(id),
    transfers: () => read<StoredTransfer>(statements.transfers),
    saveTransfer: (transfer) => write(statements.saveTransfer, transfer),
    removeTransfer: (id) => void statements.removeTransfer.run(id),
  }
}

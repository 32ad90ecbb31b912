import type { Readable } from 'node:stream'
import type { FileAccess, StoredFile, StoredTransfer } from '../workspace/types.js'
import type { FileChanges } from './file-shelf.js'

export type TransferState = 'ordered' | 'running' | 'fetched' | 'complete' | 'failed' | 'cancelled'

/** A transfer, and what is to be said of it now. */
export interface ToldTransfer extends StoredTransfer {
  readonly state: TransferState
  readonly sentence: string
  /** Something is missing or does not fit together: fetched but never reported, reported but never fetched. */
  readonly odd: boolean
}

/** An HTTP request at the file server, also one that belongs to nothing known here. */
export interface SeenRequest {
  readonly id: string
  readonly at: string
  readonly remote: string
  readonly method: string
  readonly target: string
  readonly status: number
  readonly bytes: number
  readonly durationMs: number
  readonly result: string
  readonly detail: string
  readonly transferId: string | null
  readonly fileId: string | null
}

export interface FileServerSettings {
  /** All transfers together are not slowed down by it, but each. Null: as fast as it goes. */
  readonly bytesPerSecond: number | null
  /** Longest upload taken from a CPE unless its order says otherwise. */
  readonly maxUploadBytes: number
  /** Bytes kept of what CPEs sent, all together. */
  readonly maxReceivedBytes: number
  /** How CPEs reach the file server, where that is not by the name they reach the ACS by: `http://host:port`. */
  readonly baseUrl: string | null
}

/** What may be chosen of a new file. */
export interface FileFacts {
  readonly name: string
  readonly fileType: string
  readonly version: string
  readonly note: string
}

export interface OrderFacts {
  readonly deviceId: string
  readonly commandKey?: string | undefined
  readonly delaySeconds: number
  /** With TLS; undefined: as the device speaks to the ACS. */
  readonly secure?: boolean | undefined
  /** What the CPE must show for this transfer; null: what the file says (an upload: nothing). User name and password that are empty are made up. */
  readonly access: FileAccess | null
}

export interface DownloadOrder extends OrderFacts {
  readonly fileId: string
  /** Empty: the file's. */
  readonly fileType: string
  readonly targetFileName: string
  readonly successUrl: string
  readonly failureUrl: string
}

export interface UploadOrder extends OrderFacts {
  readonly fileType: string
  readonly maxBytes: number | null
}

/** Files for CPEs and from CPEs, the server they fetch and send them by, and what became of each transfer. */
export interface Transfers {
  /** Newest first. */
  readonly files: readonly StoredFile[]
  file(id: string): StoredFile | null
  /** URL of a file as a CPE on this machine reaches it; null: the file server listens nowhere. */
  urlOf(file: StoredFile): string | null
  /** A file of the user's that comes in pieces, behind an opaque handle. Throws `TransferError`. */
  beginFile(facts: FileFacts): Promise<string>
  /** Gives the size so far. */
  appendFile(handle: string, bytes: Uint8Array): Promise<number>
  finishFile(handle: string): Promise<StoredFile>
  discardFile(handle: string): Promise<void>
  /** A whole file of the user's from a stream: the body itself, or the first file of a form. Throws `TransferError`. */
  readFile(body: Readable, contentType: string | undefined, facts: FileFacts): Promise<StoredFile>
  changeFile(id: string, changes: FileChanges): StoredFile
  /** Where a file's bytes are on disk. Throws `TransferError` where they have gone. */
  contentPath(id: string): Promise<string>
  /** Transfers of it that are going on are cut off. */
  removeFile(id: string): Promise<void>

  readonly settings: FileServerSettings
  changeSettings(changes: Partial<FileServerSettings>): FileServerSettings
  /** Where the file server listens. */
  readonly addresses: readonly string[]
  readonly port: number

  /** Queues the Download of a file for a CPE. Throws `TransferError`, `RpcError`. */
  orderDownload(order: DownloadOrder): Promise<ToldTransfer>
  /** Queues an Upload by a CPE to here. */
  orderUpload(order: UploadOrder): Promise<ToldTransfer>
  /** Newest first. */
  transfers(deviceId: string | null): readonly ToldTransfer[]
  transfer(id: string): ToldTransfer | null
  /** The newest requests at the file server, newest first. */
  readonly requests: readonly SeenRequest[]

  /** Listens on these addresses and no others. One that cannot be listened on becomes a problem. */
  follow(hosts: readonly string[]): Promise<void>
  onChange(listener: (change: { readonly file: string } | { readonly transfer: string }) => void): () => void
  /** Takes no more connections and cuts off what is going on. */
  close(): Promise<void>
}

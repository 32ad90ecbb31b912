import type { CwmpFault, RpcStruct } from '../../../core/soap/message.js'
import type { SecretStore } from './secret-store.js'
import type { TransferStore } from './transfer-store.js'

export type { SecretStore, StoredLogin } from './secret-store.js'
export type {
  FileAccess,
  StagedFault,
  StoredFile,
  StoredTransfer,
  TransferRequest,
  TransferStore,
} from './transfer-store.js'

/** A stored RPC: the queue of what we want a CPE to do, and what came of it. Survives captures and restarts. */
export interface QueuedRpc {
  readonly id: string
  readonly deviceId: string
  readonly method: string
  readonly arguments: RpcStruct
  readonly state: 'queued' | 'sent' | 'done' | 'failed' | 'cancelled'
  readonly result?: RpcStruct
  readonly fault?: CwmpFault
  readonly messageIds: readonly string[]
  readonly createdAt: string
  readonly sentAt?: string
  readonly endedAt?: string
  readonly expiresAt?: string
}

export interface DeviceCredentials {
  readonly connectionRequestUsername: string
  readonly connectionRequestPassword: string
}

export interface StoredQuirkChoices {
  readonly deviceId: string | null
  readonly choices: Readonly<Record<string, unknown>>
}

/** Encrypts secrets at rest where the host can (Electron's safeStorage); headless keeps them by file mode 0600. */
export interface SecretBox {
  readonly encrypted: boolean
  seal(plain: string): string
  open(sealed: string): string
}

/** What outlives captures: settings, devices' credentials and quirks, RPC queue. One SQLite file, mode 0600. */
export interface Workspace {
  setting<T>(key: string, fallback: T): T
  setSetting(key: string, value: unknown): void
  credentials(deviceId: string): DeviceCredentials | null
  setCredentials(deviceId: string, credentials: DeviceCredentials): void
  /** Devices that have credentials, so that they are listed whatever capture is open. */
  devicesWithCredentials(): readonly string[]
  /** Inserts or replaces. */
  saveRpc(rpc: QueuedRpc): void
  rpc(id: string): QueuedRpc | null
  /** Newest first. */
  rpcs(deviceId: string): readonly QueuedRpc[]
  /** Every RPC that has not ended, oldest first: what a restart must take up again. */
  unfinishedRpcs(): readonly QueuedRpc[]
  /** What was chosen of how devices are spoken to; device null: the default for all. As stored: whoever uses it checks it. */
  quirkChoices(): readonly StoredQuirkChoices[]
  /** Replaces the choices of a device; none: forgets it. */
  saveQuirkChoices(deviceId: string | null, choices: StoredQuirkChoices['choices']): void
  readonly transfers: TransferStore
  readonly secrets: SecretStore
  close(): void
}

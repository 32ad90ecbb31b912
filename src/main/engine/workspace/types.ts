import type { CwmpFault, RawRequest, RpcStruct } from '../../../core/soap/index.js'
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
  /** Written by hand: sent in place of method and arguments. */
  readonly raw?: RawRequest
  /** Greater goes first; none: 0. */
  readonly priority?: number
  /** Chosen by the user; none: what is safe for the method. */
  readonly retry?: RetryPolicy
  /** How often it was sent. */
  readonly attempts?: number
  /** The session broke before the answer when it was last sent. */
  readonly lost?: true
  /** A sentence on what became of it that state and fault do not tell. */
  readonly note?: string
  /** Not sent before this time. */
  readonly notBefore?: string
  /** In place of a result too large for the queue: the message it is in, members of its lists, all values. */
  readonly resultKept?: {
    readonly messageId: string | null
    readonly members: number
    readonly values: number
  }
  /** The job it is a part of. */
  readonly job?: string
}

/** How often an RPC is sent, and after what it is sent again. */
export interface RetryPolicy {
  /** At most, the first time included. */
  readonly attempts: number
  /** `lost`: the session broke before the answer; `fault`: the CPE refused it. */
  readonly after: readonly ('lost' | 'fault')[]
  /** The fault codes it is sent again after; none: any. */
  readonly faults?: readonly string[]
  /** Seconds to let pass before it is sent again. */
  readonly delaySeconds?: number
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
  /** Forgets RPCs of a device that have ended, but for the newest `keep`. */
  forgetRpcs(deviceId: string, keep: number): void
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

import type { LightweightNotification } from '../../../core/notification/index.js'

/** A lightweight notification as it was received (TR-069a6 Annex M). */
export interface ReceivedNotification {
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly remote: string
  /** Of the CPE it says it is from; null: it does not say, or what came is no notification. */
  readonly deviceId: string | null
  /** Null: what came is no notification. */
  readonly notification: LightweightNotification | null
  readonly signature: string | null
  /** Sentences about what is not as it should be. */
  readonly oddities: readonly string[]
}

/** Receives lightweight notifications, on a port that was asked for. */
export interface Notifications {
  /** `host:port`; null: nothing is received. */
  readonly address: { readonly host: string; readonly port: number } | null
  /** Those of this run, newest first; the journal has all. */
  readonly received: readonly ReceivedNotification[]
  /** Listens as it did when the workbench was last used. */
  start(): Promise<void>
  /** Listens there from now on, and after a restart; null: no more. Rejects with a sentence for the user. */
  listen(where: { readonly host: string; readonly port: number } | null): Promise<void>
  close(): Promise<void>
}

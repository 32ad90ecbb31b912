import type { Contract } from '../../contract/index.js'
import type { Router } from '@orpc/server'
import type { SentFile } from './api/index.js'
import type { SecretBox } from './workspace/types.js'

export interface EngineOptions {
  readonly acsHost: string
  /** 0: any free port. */
  readonly acsPort: number
  /** Port for TLS; 0: any free one; undefined: as it was chosen before, at first none. */
  readonly acsTlsPort?: number | undefined
  /**
   * Port of the file server, 0: any free one. Undefined: the one it had last, else its usual one or any free one; any free
   * one where the ACS takes any, too.
   */
  readonly filePort?: number | undefined
  /** Folder of workspace.db and, unless `capturePath` says otherwise, of the captures. Made if missing. */
  readonly workspaceDir: string
  /** Opened if it exists, made if not. Undefined: the workspace's current capture. */
  readonly capturePath?: string
  /** synchronous=FULL: safe against power loss, slower. */
  readonly durable?: boolean
  /** Start the demo CPE once the ACS listens. `if-empty`: only on a capture without exchanges. */
  readonly demo: boolean | 'if-empty'
  /** UDP port of the STUN server; 0: any free one. Undefined: as the user has set it, off at first. */
  readonly stunPort?: number | undefined
  readonly trustProxy?: boolean
  readonly secrets?: SecretBox
  readonly version: string
}

/** What every oRPC call carries. */
export interface ApiContext {
  /** Which face the call came through; used in logs only. */
  readonly face: 'message-port' | 'websocket' | 'rest'
}

/** The engine's face: everything the shells need. */
export interface Engine {
  /** Serves the contract; give it to any oRPC transport. */
  readonly router: Router<Contract, ApiContext>
  readonly acsUrl: string
  /** Null: the ACS does not listen with TLS. */
  readonly acsTlsUrl: string | null
  /** URL of the file server for CPEs on this machine; null: it listens nowhere. */
  readonly fileUrl: string | null
  /** `host:port` of the STUN server; null: it is off. */
  readonly stunAddress: string | null
  readonly capturePath: string
  /** Keeps a file that is sent over HTTP, as it arrives; gives status and body of the answer. */
  receiveFile(file: SentFile): Promise<{ readonly status: number; readonly body: unknown }>
  /** Sessions in progress get `graceMs` to end; the capture is closed cleanly. Safe to call twice. */
  stop(graceMs: number): Promise<void>
}

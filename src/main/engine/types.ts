import type { Contract } from '../../contract/index.js'
import type { Router } from '@orpc/server'
import type { SecretBox } from './workspace/types.js'

export interface EngineOptions {
  readonly acsHost: string
  /** 0: any free port. */
  readonly acsPort: number
  /** Folder of workspace.db and, unless `capturePath` says otherwise, of the captures. Made if missing. */
  readonly workspaceDir: string
  /** Opened if it exists, made if not. Undefined: the workspace's current capture. */
  readonly capturePath?: string
  /** synchronous=FULL: safe against power loss, slower. */
  readonly durable?: boolean
  /** Start the demo CPE once the ACS listens. `if-empty`: only on a capture without exchanges. */
  readonly demo: boolean | 'if-empty'
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
  readonly capturePath: string
  /** Sessions in progress get `graceMs` to end; the capture is closed cleanly. Safe to call twice. */
  stop(graceMs: number): Promise<void>
}

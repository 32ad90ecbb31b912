import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/index.js'

export type Client = ContractRouterClient<Contract>

/** What this host can do. Ask for the ability, never for the host. */
export interface HostCapabilities {
  /** A native menu shows the commands; the page draws no menu of its own. */
  readonly nativeMenu: boolean
  /** Keys the browser keeps for itself (Ctrl+T, Ctrl+W, Ctrl+N). */
  readonly browserKeys: boolean
}

/** A place the renderer can run in: Electron window, browser, exported file. Nothing else differs between them. */
export interface Host {
  readonly client: Client
  readonly capabilities: HostCapabilities
  /** Connection to the engine; the page shows a banner while it is lost and pulls everything anew when it is back. */
  onConnection(listener: (state: 'open' | 'lost') => void): () => void
}

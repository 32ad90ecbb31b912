import type { RefusedEntry } from './refusals.js'

export type { RefusedEntry }

/** One address the ACS listens on. */
export interface AcsAddress {
  readonly host: string
  readonly port: number
  /** `http://host:port/` or `https://host:port/` */
  readonly url: string
  /** With TLS. */
  readonly secure: boolean
}

/** How far anything from outside got: the live answer to "is my CPE reaching me?". */
export interface Reachability {
  readonly connection: Sighting | null
  readonly http: Sighting | null
  readonly inform: Sighting | null
  readonly session: Sighting | null
}

export interface Sighting {
  readonly at: string
  readonly ok: boolean
  readonly detail: string
}

/** The ACS: HTTP listeners on any number of addresses, one CWMP dialog per session. */
export interface Acs {
  /** Throws `ListenError` with a sentence that says what to do next (port taken, address not of this machine). */
  listen(host: string, port: number): Promise<AcsAddress>
  /** The same with TLS. Fails later, connection by connection, where there is no certificate. */
  listenSecurely(host: string, port: number): Promise<AcsAddress>
  /** On a host, with and without TLS. */
  unlisten(host: string): Promise<void>
  /** Closes every address with TLS. */
  unlistenSecure(): Promise<void>
  /** Without TLS. */
  readonly addresses: readonly AcsAddress[]
  readonly secureAddresses: readonly AcsAddress[]
  readonly reachability: Reachability
  /** The latest that were not let in, newest first. */
  readonly refused: readonly RefusedEntry[]
  /** True while a device's session can still take a request. */
  hasOpenSession(deviceId: string): boolean
  onReachability(listener: (now: Reachability) => void): () => void
  /** Refuses new sessions, gives those in progress `graceMs` to end, then closes the rest. */
  close(graceMs: number): Promise<void>
}

import type { UdpAddress } from '../../../core/stun/index.js'

/** A client's public address as it was last seen. */
export interface LearntBinding {
  readonly source: UdpAddress
  /** The client awaits connection requests on the socket (CONNECTION-REQUEST-BINDING). */
  readonly forConnectionRequests: boolean
  /** The client said with this request that its address has changed. */
  readonly changed: boolean
  readonly username: string | null
  /** Milliseconds since the epoch. */
  readonly firstAt: number
  readonly lastAt: number
}

export interface StunCredentials {
  readonly username: string
  readonly password: string
}

/** A STUN server, and the socket from which UDP connection requests leave. */
export interface StunServer {
  /** Null: it is closed. */
  readonly address: UdpAddress | null
  /** Last seen first. */
  readonly bindings: readonly LearntBinding[]
  /**
   * Opens the socket, closing one that is open. Rejects with a sentence that says what to do next; then all is as before.
   *
   * @param port 0: any free one
   */
  open(host: string, port: number): Promise<UdpAddress>
  close(): Promise<void>
  /** Sends a datagram from the server's address, so that it passes NATs that let only that one in. */
  send(bytes: Uint8Array, to: UdpAddress): Promise<void>
}

import type { Server as HttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import type { ListenerTap } from '../wire/types.js'
import { listenErrorOf } from './listen-error.js'
import type { AcsAddress } from './types.js'

export interface ListenersOptions {
  readonly tap: ListenerTap
  readonly httpServer: HttpServer
  /** Connections at most, per address; more are closed at once. */
  readonly maxConnections: number
  readonly onConnection: (remote: string, local: string) => void
  /** A connection could not be taken; the sentence says whose and why. */
  readonly onDropped: (detail: string) => void
}

interface Listener {
  readonly address: AcsAddress
  readonly server: Server
  readonly sockets: Set<Socket>
}

/** The addresses the ACS listens on. They come and go while it runs; all feed one HTTP server through the tap. */
export class Listeners {
  readonly #options: ListenersOptions
  readonly #listeners: Listener[] = []

  constructor(options: ListenersOptions) {
    this.#options = options
  }

  get addresses(): readonly AcsAddress[] {
    return this.#listeners.map(({ address }) => address)
  }

  /** Listening twice on the same address and port is the same as once. */
  async listen(host: string, port: number): Promise<AcsAddress> {
    const same = this.#listeners.find(({ address }) => address.host === host && address.port === port)
    if (same !== undefined) return same.address
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      this.#accept(socket, sockets)
    })
    server.maxConnections = this.#options.maxConnections
    server.on('drop', (dropped) => {
      const from = dropped?.remoteAddress ?? 'an unknown address'
      this.#options.onDropped(
        `A connection from ${from} was refused: ${String(this.#options.maxConnections)} are open already.`,
      )
    })
    await new Promise<void>((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException): void => {
        reject(listenErrorOf(host, port, error))
      }
      server.once('error', fail)
      server.listen(port, host, () => {
        server.off('error', fail)
        server.on('error', (error) => {
          this.#options.onDropped(`A connection could not be accepted: ${error.message}.`)
        })
        resolve()
      })
    })
    const bound = server.address()
    const boundPort = bound !== null && typeof bound === 'object' ? bound.port : port
    const address = { host, port: boundPort, url: `http://${hostAndPort(host, boundPort)}/` }
    this.#listeners.push({ address, server, sockets })
    return address
  }

  /** Stops listening on a host and hangs up on whoever came by it. */
  async unlisten(host: string): Promise<void> {
    const gone = this.#listeners.filter(({ address }) => address.host === host)
    await Promise.all(gone.map((listener) => this.#close(listener)))
  }

  /** Takes no more connections; those there are go on. */
  stopAccepting(): void {
    for (const { server } of this.#listeners) server.close()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => this.#close(listener)))
  }

  #accept(socket: Socket, sockets: Set<Socket>): void {
    const { tap, httpServer, onConnection } = this.#options
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Whoever hung up at once has no address any more; there is nothing to serve.
    if (socket.remoteAddress === undefined) {
      socket.destroy()
      return
    }
    onConnection(
      hostAndPort(socket.remoteAddress, socket.remotePort ?? 0),
      hostAndPort(socket.localAddress ?? '', socket.localPort ?? 0),
    )
    tap.accept(socket, httpServer)
  }

  async #close(listener: Listener): Promise<void> {
    const { server, sockets } = listener
    this.#listeners.splice(this.#listeners.indexOf(listener), 1)
    const closed = new Promise<void>((resolve) => {
      if (server.listening)
        server.close(() => {
          resolve()
        })
      else if (sockets.size === 0) resolve()
      else
        server.once('close', () => {
          resolve()
        })
    })
    for (const socket of sockets) socket.destroy()
    await closed
  }
}

function hostAndPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}

import type { Server as HttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import type { KnownFacts, ListenerTap } from '../wire/types.js'
import type { TlsEndpoint } from '../tls/index.js'
import { readFirstBytes, type FirstBytes } from './arrivals.js'
import { listenErrorOf } from './listen-error.js'
import { Paced } from './paced.js'
import type { Timers } from './timers.js'
import type { AcsAddress } from './types.js'

export interface ListenersOptions {
  readonly tap: ListenerTap
  readonly httpServer: HttpServer
  /** Answers whoever speaks HTTP without TLS on a port for TLS. */
  readonly clearServer: HttpServer
  /** Ends TLS; asked for each connection, because certificates change. Null: it cannot be done now. */
  readonly tls: () => TlsEndpoint | null
  /** Connections may begin with a PROXY header. */
  readonly trustProxy: boolean
  readonly timers: Timers
  /** Connections at most, per address; more are closed at once. */
  readonly maxConnections: number
  readonly onConnection: (remote: string, local: string) => void
  /** A connection could not be taken; the sentence says whose and why. */
  readonly onDropped: (detail: string) => void
  /** A connection did not get as far as HTTP. */
  readonly onFailed: (failed: FailedConnection) => void
}

export interface FailedConnection {
  /** `host:port`. */
  readonly remote: string
  readonly local: string
  readonly code: string
  readonly detail: string
}

interface Listener {
  readonly address: AcsAddress
  readonly server: Server
  readonly sockets: Set<Socket>
}

/** Connections the system keeps for us until we get to them: thousands of CPEs come at once after a power cut. */
const waitingConnections = 4096

/** What to do for who comes without TLS to the port for it. */
export const useHttps = 'Use https:// in the ACS URL, or the port for http.'

/** The addresses the ACS listens on. They come and go while it runs; all feed one HTTP server through the tap. */
export class Listeners {
  readonly #options: ListenersOptions
  readonly #listeners: Listener[] = []
  readonly #paced = new Paced()

  constructor(options: ListenersOptions) {
    this.#options = options
  }

  get addresses(): readonly AcsAddress[] {
    return this.#listeners.map(({ address }) => address)
  }

  /** Listening twice on the same address and port is the same as once. */
  async listen(host: string, port: number, secure = false): Promise<AcsAddress> {
    const same = this.#listeners.find(({ address }) => address.host === host && address.port === port)
    if (same !== undefined) return same.address
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // Until somebody else listens: who hangs up while waiting is not served.
      socket.on('error', () => socket.destroy())
      this.#paced.begin(() => {
        this.#accept(socket, secure)
      })
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
        reject(listenErrorOf(host, port, error, secure))
      }
      server.once('error', fail)
      server.listen({ port, host, backlog: waitingConnections }, () => {
        server.off('error', fail)
        server.on('error', (error) => {
          this.#options.onDropped(`A connection could not be accepted: ${error.message}.`)
        })
        resolve()
      })
    })
    const bound = server.address()
    const boundPort = bound !== null && typeof bound === 'object' ? bound.port : port
    const url = `${secure ? 'https' : 'http'}://${hostAndPort(host, boundPort)}/`
    const address = { host, port: boundPort, url, secure }
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

  /** Stops listening for TLS, or without, on all hosts. */
  async unlistenAll(secure: boolean): Promise<void> {
    const gone = this.#listeners.filter(({ address }) => address.secure === secure)
    await Promise.all(gone.map((listener) => this.#close(listener)))
  }

  #accept(socket: Socket, secure: boolean): void {
    const { tap, httpServer, trustProxy, timers } = this.#options
    // Whoever hung up at once has no address any more; there is nothing to serve.
    if (socket.destroyed || socket.remoteAddress === undefined) {
      socket.destroy()
      return
    }
    const remote = hostAndPort(socket.remoteAddress, socket.remotePort ?? 0)
    const local = hostAndPort(socket.localAddress ?? '', socket.localPort ?? 0)
    if (!secure && !trustProxy) {
      this.#options.onConnection(remote, local)
      tap.accept(socket, httpServer)
      return
    }
    readFirstBytes(socket, { proxyHeader: trustProxy, timers }, (first) => {
      this.#begin(socket, { remote, local }, first, secure)
    })
  }

  /** Goes on with a connection of which the first bytes are there. */
  #begin(
    socket: Socket,
    ends: { readonly remote: string; readonly local: string },
    first: FirstBytes,
    secure: boolean,
  ): void {
    const { tap, httpServer, clearServer, onConnection, onFailed } = this.#options
    if (first.kind === 'broken') {
      const detail = `The connection begins with a PROXY header that cannot be read. ${first.problem} Look into the settings of the proxy.`
      onFailed({ ...ends, code: 'proxy-header-broken', detail })
      socket.destroy()
      return
    }
    const { source, hasProxyHeader, isTls } = first
    const remote = source ?? ends.remote
    const known: KnownFacts = {
      ...(source === null ? {} : { remote }),
      ...(hasProxyHeader ? { proxy: ends.remote } : {}),
    }
    onConnection(remote, ends.local)
    if (!secure) {
      tap.accept(socket, httpServer, known)
      return
    }
    const failed = (code: string, detail: string): void => {
      onFailed({ remote, local: ends.local, code, detail })
    }
    if (!isTls) {
      failed('no-tls', `Something else than TLS came to the port for TLS. ${useHttps}`)
      tap.accept(socket, clearServer, known)
      return
    }
    const endpoint = this.#options.tls()
    if (endpoint === null) {
      failed('tls-not-ready', 'The TLS port has no certificate it can use. The TLS settings say why.')
      socket.destroy()
      return
    }
    endpoint.accept(socket, {
      failed,
      secured: (secured, tls) => {
        tap.accept(secured, httpServer, { ...known, tls })
      },
    })
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

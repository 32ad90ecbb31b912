import type { Duplex } from 'node:stream'
import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectionFacts, Micros, Source } from '../../../core/journal/records.js'
import type { Recorder } from '../recorder/types.js'

/**
 * The tap stands between a socket and node:http. Everything that arrives is cut into HTTP messages and
 * journalled; everything that leaves is journalled first and written to the socket only after the commit.
 */
export interface TapOptions {
  readonly recorder: Recorder
  readonly source: Source
  /** Longest body read, in bytes; what comes after is refused with 413 by the server that uses the tap. */
  readonly maxBodyBytes: number
  /** Default: a clock of this process. */
  readonly now?: () => Micros
}

export type ClientTapOptions = Omit<TapOptions, 'maxBodyBytes'>

/** Puts a tap under an HTTP server: use instead of `server.listen` on the plain socket server. */
export interface ListenerTap {
  /**
   * Gives the tapped stream to the HTTP server as its connection. `known`: what the socket itself does not tell (how it is
   * secured) or tells wrongly (its other end, behind a proxy).
   */
  accept(socket: Socket, server: HttpServer, known?: KnownFacts): void
}

export type KnownFacts = Partial<Pick<ConnectionFacts, 'remote' | 'tls' | 'proxy'>>

/**
 * What the tap knows of the request that an IncomingMessage stands for. Resolves once the request is
 * committed to the journal: nothing may be acted on before.
 */
export interface TappedExchange {
  readonly exchange: number
  readonly connection: number
  /** Both ends of the connection, `host:port`, IPv6 in brackets, as in its ConnectionFacts. */
  readonly remote: string
  readonly local: string
  /** How the connection is secured; undefined: it is not. */
  readonly tls: ConnectionFacts['tls']
  /** The proxy that said who is at the other end (PROXY protocol), if one did. */
  readonly proxy: ConnectionFacts['proxy']
  /**
   * Never rejects: where the journal cannot be written, traffic goes on unrecorded and the recorder reports
   * the problem. Settles also when the request turns out broken or too long, or its connection ends inside it.
   */
  readonly committed: Promise<void>
}

/** A stream under an HTTP client (connection requests), recorded as the acting side. */
export type ClientTap = (socket: Socket) => Duplex

import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { TlsEndpoint } from '../tls/index.js'

/** A connection says so soon what it is, or is closed, in milliseconds. */
const firstByteMs = 15_000
/** A TLS connection begins with a record of this type (RFC 8446 5.1); no HTTP request begins so. */
const handshakeRecord = 0x16

/**
 * Lets one HTTP server take plain connections and those with TLS on the same port: the first byte tells them apart, so
 * that http and https URLs of a file differ in nothing but the scheme.
 *
 * @param tls null: connections with TLS are closed
 * @returns closes the connections that have not said anything yet
 */
export function takeEither(server: Server, tls: () => TlsEndpoint | null): () => void {
  const silent = new Set<Socket>()
  const serving = server.listeners('connection')
  const serve = (connection: Socket): void => {
    for (const take of serving) Reflect.apply(take, server, [connection])
  }
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    const forget = (): void => void socket.destroy()
    const settled = (): void => {
      silent.delete(socket)
      socket.off('readable', look)
      socket.off('close', settled)
      socket.off('error', forget)
      socket.setTimeout(0, forget)
    }
    const look = (): void => {
      const bytes: unknown = socket.read()
      if (!(bytes instanceof Uint8Array) || bytes.length === 0) return
      settled()
      socket.unshift(bytes)
      const endpoint = bytes[0] === handshakeRecord ? tls() : undefined
      if (endpoint === undefined) serve(socket)
      else if (endpoint === null) socket.destroy()
      else endpoint.accept(socket, { secured: serve, failed: forget })
    }
    socket.on('readable', look)
    socket.once('close', settled)
    socket.on('error', forget)
    socket.setTimeout(firstByteMs, forget)
  })
  return () => {
    for (const socket of silent) socket.destroy()
  }
}

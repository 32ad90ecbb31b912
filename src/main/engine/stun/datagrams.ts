import { createSocket, type Socket } from 'node:dgram'
import type { UdpAddress } from '../../../core/stun/index.js'

/** A UDP port that cannot be used. The message says why and what to do. */
export class DatagramError extends Error {
  override readonly name = 'ListenError'
}

/** A bound UDP socket; addresses are plain, also those of IPv4 peers of an IPv6 socket. */
export interface DatagramSocket {
  readonly address: UdpAddress
  send(bytes: Uint8Array, to: UdpAddress): Promise<void>
  /** The address of this machine that a peer sees its datagrams go to. */
  localTowards(peer: UdpAddress): Promise<UdpAddress>
  close(): Promise<void>
}

/** Peers whose way is remembered; more are asked for again. */
const maxWays = 256

/** Binds a UDP socket. `what` names its user in messages: `The STUN server`. */
export async function bindDatagrams(
  what: string,
  host: string,
  port: number,
  receive: (bytes: Uint8Array, from: UdpAddress) => void,
): Promise<DatagramSocket> {
  const isIPv6 = host.includes(':')
  const socket = createSocket(isIPv6 ? 'udp6' : 'udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      reject(bindProblem(what, host, port, error))
    })
    socket.bind(port, host, () => {
      socket.removeAllListeners('error')
      resolve()
    })
  })
  // An ICMP "port unreachable" of a peer that has gone is no trouble of ours.
  socket.on('error', () => undefined)
  socket.on('message', (bytes, from) => receive(bytes, { host: plainHost(from.address), port: from.port }))
  const address = { host, port: socket.address().port }
  const anyHost = host === '0.0.0.0' || host === '::'
  const ways = new Map<string, string>()
  const wireHost = (to: string) => (isIPv6 && !to.includes(':') ? `::ffff:${to}` : to)
  return {
    address,
    send: (bytes, to) => sendFrom(socket, bytes, { host: wireHost(to.host), port: to.port }),
    async localTowards(peer) {
      if (!anyHost) return address
      const known = ways.get(peer.host) ?? (await wayTo(peer))
      if (ways.size >= maxWays) ways.clear()
      ways.set(peer.host, known)
      return { host: known, port: address.port }
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function sendFrom(socket: Socket, bytes: Uint8Array, to: UdpAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(bytes, to.port, to.host, (error) => (error ? reject(error) : resolve()))
  })
}

/** Asks the system from which of its addresses a peer is reached; nothing is sent. */
function wayTo(peer: UdpAddress): Promise<string> {
  return new Promise((resolve) => {
    const isIPv6 = peer.host.includes(':')
    const probe = createSocket(isIPv6 ? 'udp6' : 'udp4')
    const done = (host: string) => {
      probe.close()
      resolve(host)
    }
    probe.once('error', () => done(isIPv6 ? '::' : '0.0.0.0'))
    probe.connect(peer.port, peer.host, () => done(probe.address().address))
  })
}

const plainHost = (host: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(host)?.[1] ?? host

function bindProblem(what: string, host: string, port: number, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new DatagramError(
        `${what} cannot use UDP port ${port} of ${host}: another program has it. Choose another port, or end that program.`,
      )
    case 'EACCES':
      return new DatagramError(
        `${what} may not use UDP port ${port} of ${host}: ports below 1024 need more rights. Choose a port above.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EINVAL':
      return new DatagramError(
        `${what} cannot use ${host}: that is no address of this machine. Choose one of its addresses.`,
      )
    default:
      return error
  }
}

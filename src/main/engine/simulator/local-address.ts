import { createSocket } from 'node:dgram'

/** The address of this machine from which a host is reached, without sending anything; loopback if that cannot be told. */
export function localAddressTowards(url: string): Promise<string> {
  const target = URL.parse(url)
  const host = target?.hostname.replace(/^\[|\]$/g, '') ?? '127.0.0.1'
  const port = Number(target?.port ?? '') || 7547
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
    const done = (address: string): void => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => done('127.0.0.1'))
    // Connecting a datagram socket only asks the routing table.
    socket.connect(port, host, () => done(socket.address().address))
  })
}

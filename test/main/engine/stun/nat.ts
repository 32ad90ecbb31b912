import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/**
 * A NAT between a CPE and a STUN server on loopback: each inside address gets a port of its own outside. It lets in only
 * what comes from the server's address, as address-dependent NATs do, and forgets when it is told to.
 */
export async function startNat(serverPort: number) {
  const inside = createSocket('udp4')
  const outside = new Map<number, Socket>()
  let drops = false
  inside.bind(0, '127.0.0.1')
  await once(inside, 'listening')

  function mappingOf(port: number): Socket {
    const known = outside.get(port)
    if (known !== undefined) return known
    const socket = createSocket('udp4')
    socket.on('message', (bytes, from) => {
      if (!drops && from.port === serverPort) inside.send(bytes, port, '127.0.0.1')
    })
    outside.set(port, socket)
    return socket
  }

  inside.on('message', (bytes, from) => {
    mappingOf(from.port).send(bytes, serverPort, '127.0.0.1')
  })

  return {
    /** Where the CPE believes the STUN server to be. */
    port: inside.address().port,
    /** Outside ports, newest last. */
    get mappings(): readonly number[] {
      return [...outside.values()].map((socket) => socket.address().port)
    },
    /** Lets nothing in any more. */
    drop() {
      drops = true
    },
    /** Forgets its mappings: the next datagram from inside gets a new port. */
    forget() {
      for (const socket of outside.values()) socket.close()
      outside.clear()
    },
    close() {
      this.forget()
      inside.close()
    },
  }
}

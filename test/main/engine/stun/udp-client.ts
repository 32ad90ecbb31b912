import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A UDP socket of a test's own. */
export async function udpClient() {
  const socket = createSocket('udp4')
  const received: { bytes: Uint8Array; from: string }[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (bytes, from) => {
    received.push({ bytes: new Uint8Array(bytes), from: `${from.address}:${from.port}` })
    for (const look of [...waiting]) look()
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    received,
    send: (bytes: Uint8Array | string, port: number) =>
      new Promise<void>((resolve, reject) => {
        socket.send(bytes, port, '127.0.0.1', (error) => (error ? reject(error) : resolve()))
      }),
    /** Resolves when so many datagrams have come. */
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (received.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => socket.close(),
  }
}

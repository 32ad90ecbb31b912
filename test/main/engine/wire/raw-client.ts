import { connect, type Socket } from 'node:net'

/** A client that writes and reads bytes and knows nothing of HTTP. */
export interface RawClient {
  readonly socket: Socket
  /** Everything received so far, one character per byte. */
  readonly received: string
  send(text: string): Promise<void>
  /** Resolves with everything received once it holds the text; rejects if the connection closes before. */
  receive(text: string): Promise<string>
  /** Resolves with everything received once the connection is closed. */
  readonly closed: Promise<string>
}

export async function connectRaw(port: number, host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect({ port, host, allowHalfOpen: true, noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let received = ''
  let over = false
  const waiting = new Set<() => void>()
  const look = (): void => waiting.forEach((one) => one())
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1')
    look()
  })
  socket.on('end', () => socket.end())
  socket.on('error', () => undefined)
  const closed = new Promise<string>((resolve) =>
    socket.once('close', () => {
      over = true
      look()
      resolve(received)
    }),
  )
  return {
    socket,
    get received() {
      return received
    },
    send: (text) => new Promise((resolve) => socket.write(Buffer.from(text, 'latin1'), () => resolve())),
    receive: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!received.includes(text) && !over) return
          waiting.delete(check)
          if (received.includes(text)) resolve(received)
          else
            reject(
              new Error(`closed before ${JSON.stringify(text)} came; received ${JSON.stringify(received)}`),
            )
        }
        waiting.add(check)
        check()
      }),
    closed,
  }
}

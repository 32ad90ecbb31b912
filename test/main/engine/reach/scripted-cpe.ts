import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** What a scripted CPE does with one GET: text is sent; then the connection is closed or not. */
export interface Reaction {
  readonly send: string
  readonly close?: boolean
}

export interface ScriptedCpe {
  readonly port: number
  readonly requests: readonly string[]
  readonly connections: number
  close(): Promise<void>
}

/**
 * A connection request server made of a bare socket, so that it can be as odd as real CPEs are. It shares no
 * code with the program: heads are cut at the empty line, nothing else is understood.
 */
export async function startCpe(
  react: (request: string, socket: Socket, connection: number) => Reaction | null,
  host = '127.0.0.1',
): Promise<ScriptedCpe> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server: Server = createServer((socket) => {
    const connection = ++connections
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let pending = ''
    socket.on('data', (bytes) => {
      pending += bytes.toString('latin1')
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        const request = pending.slice(0, end)
        pending = pending.slice(end + 4)
        requests.push(request)
        const reaction = react(request, socket, connection)
        if (!reaction) continue
        if (reaction.close) socket.end(reaction.send, 'latin1')
        else socket.write(reaction.send, 'latin1')
      }
    })
  })
  server.listen(0, host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get connections() {
      return connections
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

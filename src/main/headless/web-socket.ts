import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Contract } from '../../contract/index.js'
import type { ApiContext } from '../engine/types.js'

/** Longest frame a page may send. */
const maxFrameBytes = 16 * 1024 * 1024
/** A page that has this much to take in gets nothing more until it has taken some. */
const highWaterBytes = 1024 * 1024
const pingMs = 30_000

export interface WebSocketFace {
  /** Turns the connection into a WebSocket that serves the contract. The caller has checked who asks. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): void
}

/** Refuses an upgrade with an ordinary HTTP answer. */
export function refuseUpgrade(socket: Duplex, status: number, code: string, message: string): void {
  const body = JSON.stringify({ code, message })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Content-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  )
}

export function createWebSocketFace(router: Router<Contract, ApiContext>): WebSocketFace {
  const handler = new RPCHandler(router)
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false })
  const answered = new WeakMap<WebSocket, boolean>()

  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (answered.get(socket) === false) socket.terminate()
      else {
        answered.set(socket, false)
        socket.ping()
      }
    }
  }, pingMs)
  pings.unref()

  function serve(socket: WebSocket): void {
    answered.set(socket, true)
    socket.on('pong', () => answered.set(socket, true))
    // A frame over the limit or a broken one: the library closes with 1009 or 1002, nothing is left to do.
    socket.on('error', () => undefined)
    // oRPC waits for what send returns, so a slow page slows down its own events instead of filling memory.
    const paced = {
      addEventListener: socket.addEventListener.bind(socket),
      send: (data: Parameters<WebSocket['send']>[0]): Promise<void> =>
        new Promise((resolve) => {
          const wait = socket.bufferedAmount > highWaterBytes
          socket.send(data, wait ? () => resolve() : undefined)
          if (!wait) resolve()
        }),
    }
    void handler.upgrade(paced, { context: { face: 'websocket' } })
  }

  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, serve)
    },
    close() {
      clearInterval(pings)
      for (const socket of server.clients) socket.close(1001, 'The workbench is closing.')
      server.close()
    },
  }
}

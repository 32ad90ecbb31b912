// @vitest-environment happy-dom
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { contract, type EngineEvent } from '../../../src/contract/index.js'
import { startEventPump } from '../../../src/renderer/host/event-pump.js'
import { createWebSocketHost, rpcAddress } from '../../../src/renderer/host/websocket.js'
import { sampleStatus } from '../../stand-in/sample.js'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  vi.unstubAllGlobals()
})

/** An engine that answers its status and tells one status when somebody listens. */
async function serve(port: number, version: string) {
  const api = implement(contract)
  const status = { ...sampleStatus(), version }
  const router = {
    status: { get: api.status.get.handler(() => status) },
    events: api.events.handler(async function* ({ signal }) {
      yield { type: 'changed' as const }
      yield { type: 'status' as const, status }
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    }),
  }
  const handler = new RPCHandler(router)
  const server = new WebSocketServer({ host: '127.0.0.1', port, path: '/rpc' })
  server.on('connection', (socket) => void handler.upgrade(socket, { context: {} }))
  await once(server, 'listening')
  const close = async () => {
    for (const client of server.clients) client.terminate()
    await new Promise((resolve) => server.close(resolve))
  }
  closers.push(close)
  return { port: (server.address() as AddressInfo).port, close }
}

describe('the WebSocket host', () => {
  it('finds the engine where the page came from', () => {
    expect(rpcAddress({ protocol: 'http:', host: '127.0.0.1:7580' })).toBe('ws://127.0.0.1:7580/rpc')
    expect(rpcAddress({ protocol: 'https:', host: 'lab.example' })).toBe('wss://lab.example/rpc')
  })

  it('calls, loses the engine, finds the next one on the port, and hears its events again', async () => {
    vi.stubGlobal('WebSocket', WebSocket)
    const first = await serve(0, 'first')
    const host = createWebSocketHost(`ws://127.0.0.1:${first.port}/rpc`)
    const states: string[] = []
    const events: EngineEvent[] = []
    host.onConnection((state) => states.push(state))
    closers.push(startEventPump(host, (event) => events.push(event)))
    const versions = () => events.flatMap((event) => (event.type === 'status' ? [event.status.version] : []))

    expect((await host.client.status.get()).version).toBe('first')
    await vi.waitFor(() => expect(versions()).toEqual(['first']))

    await first.close()
    await vi.waitFor(() => expect(states).toEqual(['open', 'lost']))
    await expect(host.client.status.get()).rejects.toThrow('no connection to the workbench engine')

    await serve(first.port, 'second')
    await vi.waitFor(() => expect(states).toEqual(['open', 'lost', 'open']), { timeout: 10_000 })
    expect((await host.client.status.get()).version).toBe('second')
    await vi.waitFor(() => expect(versions()).toEqual(['first', 'second']))
    // One "changed" for each subscription, though the engine greets with one as well.
    expect(events.filter((event) => event.type === 'changed')).toHaveLength(2)
  })

  it('sends nothing through a WebSocket that has closed, whatever is given up then', async () => {
    const sockets: ClosableWebSocket[] = []
    class Recorded extends ClosableWebSocket {
      constructor() {
        super()
        sockets.push(this)
      }
    }
    vi.stubGlobal('WebSocket', Recorded)
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    closers.push(() => void process.off('unhandledRejection', onRejection))
    const host = createWebSocketHost('ws://127.0.0.1:1/rpc')
    const [socket] = sockets
    if (!socket) throw new Error('no WebSocket was opened')
    // Gives its events up as soon as it hears of the loss.
    closers.push(startEventPump(host, () => undefined))
    await socket.happen('open')
    await vi.waitFor(() => expect(socket.sent).toBeGreaterThan(0))
    const before = socket.sent
    socket.readyState = 3
    await socket.happen('close')
    await new Promise((resolve) => setImmediate(resolve))
    expect(rejections).toEqual([])
    expect(socket.sent).toBe(before)
  })
})

/** A WebSocket as browsers have it: between two listeners of an event whatever waits for the first goes on. */
class ClosableWebSocket {
  readyState = 0
  sent = 0
  private readonly listeners = new Map<string, Set<(event: object) => void>>()

  addEventListener(type: string, listener: (event: object) => void): void {
    this.listeners.set(type, (this.listeners.get(type) ?? new Set()).add(listener))
  }

  removeEventListener(type: string, listener: (event: object) => void): void {
    this.listeners.get(type)?.delete(listener)
  }

  send(): void {
    if (this.readyState !== 1) throw new Error('The WebSocket is not open.')
    this.sent++
  }

  async happen(type: 'open' | 'close'): Promise<void> {
    if (type === 'open') this.readyState = 1
    for (const listener of [...(this.listeners.get(type) ?? [])]) {
      if (!this.listeners.get(type)?.has(listener)) continue
      listener({})
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    }
  }
}

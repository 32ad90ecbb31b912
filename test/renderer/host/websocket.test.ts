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
})

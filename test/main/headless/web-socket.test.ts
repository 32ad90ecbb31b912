import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Contract, EngineEvent } from '../../../src/contract/index.js'
import { createEventsHub, type EventsHub } from '../../../src/main/engine/api/index.js'
import { startHeadlessServer, type HeadlessServer } from '../../../src/main/headless/server.js'
import { standInRouter } from '../stand-in-services.js'

/** A fat event, so that few of them fill every buffer on the way. */
const finding = (index: number): EngineEvent => ({
  type: 'finding',
  finding: { rule: `rule-${index}`, severity: 'info', message: 'x'.repeat(20_000), reference: 'practice' },
})

describe('events over WebSocket', () => {
  let hub: EventsHub
  let server: HeadlessServer
  let socket: WebSocket
  let client: ContractRouterClient<Contract>

  beforeEach(async () => {
    hub = createEventsHub()
    server = await startHeadlessServer({
      router: standInRouter({ hub }),
      host: '127.0.0.1',
      port: 0,
      token: 't',
      version: '1',
      pageFolder: null,
    })
    socket = new WebSocket(`${server.url.replace('http', 'ws')}rpc`, {
      headers: { authorization: 'Bearer t' },
    })
    await new Promise((resolve) => socket.once('open', resolve))
    // `ws` keeps to the browser's interface; its types differ from the browser's in details nobody uses here.
    client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))
  })
  afterEach(async () => {
    socket.terminate()
    hub.close()
    await server.close()
  })

  it('give a page that does not take them changed instead of a backlog', async () => {
    const told = 6_000
    const received: EngineEvent[] = []
    const events = await client.events()
    const reading = (async () => {
      for await (const event of events) received.push(event)
    })().catch(() => undefined)
    await expect.poll(() => received).toEqual([{ type: 'changed' }])
    socket.pause()
    for (let wave = 0; wave < told; wave += 500) {
      let asked = 0
      for (let index = wave; index < wave + 500; index++) {
        hub.tell(`finding ${index}`, () => {
          asked++
          return finding(index)
        })
      }
      await expect.poll(() => asked, { interval: 5 }).toBe(500)
    }
    socket.resume()
    hub.tell('last', () => finding(-1))
    await expect
      .poll(() => received.at(-1)?.type === 'finding' && received.at(-1), { timeout: 10_000 })
      .toMatchObject({ finding: { rule: 'rule--1' } })
    expect(received.filter(({ type }) => type === 'changed').length).toBeGreaterThan(1)
    expect(received.length).toBeLessThan(told)
    socket.close()
    await reading
  })

  it('listen no more when the page goes away', async () => {
    const events = await client.events()
    await events.next()
    expect(hub.listening).toBe(true)
    socket.terminate()
    await expect.poll(() => hub.listening).toBe(false)
  })
})

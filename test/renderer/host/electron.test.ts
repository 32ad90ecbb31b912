// @vitest-environment happy-dom
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { contract } from '../../../src/contract/index.js'
import { chooseHost } from '../../../src/renderer/host/choose-host.js'
import { createElectronHost } from '../../../src/renderer/host/electron.js'
import { sampleStatus } from '../../stand-in/sample.js'

const ports: NodePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** What preload does: hands one end of a channel to the page; the other end is an engine. */
function handOver(type: string, version = 'by port'): NodePort {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const api = implement(contract)
  const handler = new RPCHandler({
    status: { get: api.status.get.handler(() => ({ ...sampleStatus(), version })) },
  })
  handler.upgrade(port1, { context: {} })
  port1.start()
  const message = new MessageEvent('message', { data: { type }, source: window })
  Object.defineProperty(message, 'ports', { value: [port2] })
  window.dispatchEvent(message)
  return port1
}

const capabilities = { nativeMenu: true, browserKeys: false }

describe('the Electron host', () => {
  it('speaks through the port preload hands over', async () => {
    const host = createElectronHost(window, capabilities)
    const answer = host.client.status.get()
    handOver('cwmp-workbench-port')
    expect((await answer).version).toBe('by port')
    expect(host.capabilities.nativeMenu).toBe(true)
  })

  it('takes no port from a message of another kind', async () => {
    const host = createElectronHost(window, capabilities)
    const answer = host.client.status.get()
    handOver('something-else', 'wrong')
    handOver('cwmp-workbench-port', 'right')
    expect((await answer).version).toBe('right')
  })

  it('is lost when the port closes, and back with the next port', async () => {
    const host = createElectronHost(window, capabilities)
    const states: string[] = []
    host.onConnection((state) => states.push(state))
    const engine = handOver('cwmp-workbench-port', 'first')
    await vi.waitFor(() => expect(states).toEqual(['open']))
    engine.close()
    await vi.waitFor(() => expect(states).toEqual(['open', 'lost']))
    handOver('cwmp-workbench-port', 'second')
    await vi.waitFor(() => expect(states.at(-1)).toBe('open'))
    expect((await host.client.status.get()).version).toBe('second')
  })

  it('is chosen by what preload put on the page', () => {
    vi.stubGlobal('cwmpWorkbench', { capabilities })
    expect(chooseHost(window).capabilities).toBe(capabilities)
    vi.unstubAllGlobals()
  })
})

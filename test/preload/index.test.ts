// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { portMessageType, shellChannels, shellGlobal, type ShellBridge } from '../../src/contract/shell.js'

type Listener = (event: { ports: readonly unknown[] }, ...args: unknown[]) => void

const listeners = new Map<string, Listener>()
const sent: { channel: string; payload: unknown }[] = []
const exposed = new Map<string, unknown>()

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api),
  } satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>,
  ipcRenderer: {
    on: (channel: string, listener: Listener) => listeners.set(channel, listener),
    removeListener: (channel: string) => listeners.delete(channel),
    send: (channel: string, payload?: unknown) => sent.push({ channel, payload }),
  },
}))

describe('preload', () => {
  beforeEach(async () => {
    listeners.clear()
    sent.length = 0
    exposed.clear()
    vi.resetModules()
    await import('../../src/preload/index.js')
  })
  // Each import listens once; what one test left must not answer in the next.
  afterEach(() => window.dispatchEvent(new Event('load')))
  const bridge = () => exposed.get(shellGlobal) as ShellBridge

  it('exposes one frozen object and nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual([shellGlobal])
    expect(Object.isFrozen(bridge())).toBe(true)
    expect(Object.isFrozen(bridge().capabilities)).toBe(true)
    expect(Object.keys(bridge()).sort()).toEqual(['capabilities', 'onCommand', 'setMenu'])
  })

  it('asks for a port once the page has loaded', () => {
    expect(sent).toEqual([])
    window.dispatchEvent(new Event('load'))
    expect(sent).toEqual([{ channel: shellChannels.connect, payload: undefined }])
  })

  it('hands the port over to the page, and to no other origin', () => {
    const post = vi.spyOn(window, 'postMessage').mockImplementation(() => undefined)
    const port = {}
    listeners.get(shellChannels.port)?.({ ports: [port] })
    expect(post).toHaveBeenCalledWith({ type: portMessageType }, window.location.origin, [port])
  })

  it('gives listeners the id of a command without the event', () => {
    const heard = vi.fn()
    const end = bridge().onCommand(heard)
    listeners.get(shellChannels.command)?.({ ports: [] }, 'palette.open')
    expect(heard.mock.calls).toEqual([['palette.open']])
    end()
    expect(listeners.has(shellChannels.command)).toBe(false)
  })

  it('sends commands for the menu as plain data', () => {
    bridge().setMenu([{ id: 'a', label: 'A', menu: 'View' }])
    expect(sent.at(-1)).toEqual({
      channel: shellChannels.menu,
      payload: [{ id: 'a', label: 'A', menu: 'View', accelerator: undefined }],
    })
  })
})

import { createORPCClient, type ClientContext } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { portMessageType, type ShellBridge } from '../../contract/shell.js'
import type { Client, Host, HostCapabilities } from './types.js'
import { createReconnectingLink } from './reconnecting-link.js'

declare global {
  interface Window {
    /** Put there, frozen, by preload in the Electron window; absent elsewhere. */
    readonly cwmpWorkbench?: ShellBridge
  }
}

/**
 * The page in the Electron window. Preload hands over the engine's message port by `window.postMessage`, because a
 * port cannot cross contextBridge; a second port (engine restarted) takes the place of the first.
 */
export function createElectronHost(page: Window, capabilities: HostCapabilities): Host {
  const waiting: MessagePort[] = []
  let take: ((port: MessagePort) => void) | null = null
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    if (event.source !== page || !isPortMessage(event.data) || !port) return
    if (take) take(port)
    else waiting.push(port)
    take = null
  })
  const nextPort = () =>
    new Promise<MessagePort>((resolve) => {
      const port = waiting.shift()
      if (port) resolve(port)
      else take = resolve
    })

  const link = createReconnectingLink<ClientContext>({
    connect: () => {
      const port = nextPort()
      const portLink = port.then((open) => {
        open.start()
        return new RPCLink<ClientContext>({ port: open })
      })
      return {
        link: { call: async (path, input, options) => (await portLink).call(path, input, options) },
        opened: port.then(() => undefined),
        closed: port.then(
          (open) =>
            new Promise<void>((resolve) => open.addEventListener('close', () => resolve(), { once: true })),
        ),
      }
    },
    wait: () => Promise.resolve(),
  })
  const client: Client = createORPCClient(link)
  return { client, capabilities, onConnection: link.onConnection }
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === portMessageType
}

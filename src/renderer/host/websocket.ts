import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Client, Host } from './types.js'
import { createReconnectingLink, type Connection } from './reconnecting-link.js'

/** Address of the engine's WebSocket: `/rpc` where the page came from. The cookie of the page proves who we are. */
export function rpcAddress(page: { readonly protocol: string; readonly host: string }): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`
}

/** The page in a browser, served by the headless workbench. */
export function createWebSocketHost(address: string): Host {
  const link = createReconnectingLink({ connect: () => connect(address), wait: waitOrWake })
  const client: Client = createORPCClient(link)
  return {
    client,
    capabilities: { nativeMenu: false, browserKeys: true },
    onConnection: link.onConnection,
  }
}

function connect(address: string): Connection<Record<never, never>> {
  const websocket = new WebSocket(address)
  // First of all who hear of the end: it ends its calls itself then. An abort that reached it later would have it
  // send through the closed WebSocket.
  const link = new RPCLink({ websocket })
  const opened = new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true })
    websocket.addEventListener('close', () => reject(new Error('The WebSocket could not be opened.')), {
      once: true,
    })
  })
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true })
  })
  return { link, opened, closed }
}

/** Waits, but not longer than until the network is back or the user looks at the page again. */
function waitOrWake(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      if (!document.hidden) finish()
    }
    const finish = () => {
      clearTimeout(timer)
      window.removeEventListener('online', finish)
      document.removeEventListener('visibilitychange', wake)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    window.addEventListener('online', finish)
    document.addEventListener('visibilitychange', wake)
  })
}

import { createElectronHost } from './electron.js'
import type { Host } from './types.js'
import { createWebSocketHost, rpcAddress } from './websocket.js'

/** The host this page runs in, by what the page finds, never by the name of a browser. */
export function chooseHost(page: Window): Host {
  return page.cwmpWorkbench
    ? createElectronHost(page, page.cwmpWorkbench.capabilities)
    : createWebSocketHost(rpcAddress(page.location))
}

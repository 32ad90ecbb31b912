import { createContext, useContext } from 'react'
import type { Client, Host } from '../host/types.js'

export const HostContext = createContext<Host | null>(null)

/** The host the page runs in. */
export function useHost(): Host {
  const host = useContext(HostContext)
  if (!host) throw new Error('No host: the page was rendered outside HostContext.')
  return host
}

/** The typed client of the engine. */
export function useClient(): Client {
  return useHost().client
}

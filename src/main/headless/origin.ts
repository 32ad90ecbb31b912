import { networkInterfaces } from 'node:os'
import type { IncomingMessage } from 'node:http'

/** The host of a Host header without its port, in lower case; null if it is none. */
function hostnameOf(host: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host)
  return match?.[1]?.toLowerCase() ?? null
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)
const isWildcard = (host: string) => host === '0.0.0.0' || host === '::'

/** Names under which the workbench may be called when it listens on `host`. */
function namesOf(host: string): Set<string> {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]'])
  if (!isWildcard(host)) return names.add(bracketed(host).toLowerCase())
  for (const addresses of Object.values(networkInterfaces())) {
    for (const { address } of addresses ?? []) names.add(bracketed(address).toLowerCase())
  }
  return names
}

/**
 * Says why a request must not be answered, or null. A page of somebody else can reach this server in two
 * ways: under a name of its own that points here (DNS rebinding: the Host header tells), and by sending
 * requests across origins (the Origin header tells). Both are refused before anything else is looked at.
 *
 * @param boundHost where the server listens
 */
export function foreign(request: IncomingMessage, boundHost: string): string | null {
  const host = request.headers.host ?? ''
  const name = hostnameOf(host)
  if (name === null || !namesOf(boundHost).has(name)) {
    return 'This workbench does not answer under that name. Use the address it printed when it started.'
  }
  const { origin } = request.headers
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'The request comes from a page of another origin.'
  }
  return null
}

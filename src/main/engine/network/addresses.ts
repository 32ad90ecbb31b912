import { networkInterfaces } from 'node:os'
import { isIPv6 } from 'node:net'
import type { NetworkAddress } from '../../../contract/index.js'

/** The ACS URL a CPE that reaches this machine by the address has to be given. */
export function acsUrlOf(address: string, port: number): string {
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}/`
}

/** Whether a listener on `host` takes connections to `address`. `::` takes IPv4 as well (dual stack). */
export function covers(host: string, address: string): boolean {
  if (host === address || host === '::') return true
  return host === '0.0.0.0' && !isIPv6(address)
}

/**
 * The addresses of this machine that a CPE could be given: this machine itself first, then IPv4 before
 * IPv6. Link-local IPv6 is left out, its URL needs a zone that no CPE knows.
 *
 * @param listening the hosts the ACS listens on
 */
export function networkAddresses(listening: readonly string[], port: number): NetworkAddress[] {
  const found: NetworkAddress[] = []
  for (const [name, addresses] of Object.entries(networkInterfaces())) {
    for (const { address, family, internal } of addresses ?? []) {
      if (family === 'IPv6' && address.toLowerCase().startsWith('fe80:')) continue
      found.push({
        address,
        family: family === 'IPv6' ? 'IPv6' : 'IPv4',
        interface: name,
        loopback: internal,
        listening: listening.some((host) => covers(host, address)),
        url: acsUrlOf(address, port),
      })
    }
  }
  return found.sort((a, b) => rank(a) - rank(b))
}

const rank = ({ loopback, family }: NetworkAddress) => (loopback ? 0 : 2) + (family === 'IPv4' ? 0 : 1)

/** Whether it is an address of this machine. */
export function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((own) => own.address === address))
}

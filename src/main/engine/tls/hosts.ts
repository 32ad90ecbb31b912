import { hostname, networkInterfaces } from 'node:os'

/**
 * Every name and address that this machine may be reached by. Addresses that other machines can use come first: the first
 * is the common name of our certificate.
 */
export function ownHosts(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const usable = addresses.filter(
    ({ address, family }) => family === 'IPv4' || !address.toLowerCase().startsWith('fe80:'),
  )
  const rank = ({ internal, family }: (typeof usable)[number]): number =>
    (internal ? 2 : 0) + (family === 'IPv4' ? 0 : 1)
  const name = hostname()
  const names = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(name)
    ? [name, `${name.split('.')[0] ?? name}.local`]
    : []
  return [
    ...new Set([
      ...usable.toSorted((a, b) => rank(a) - rank(b)).map(({ address }) => address),
      '127.0.0.1',
      '::1',
      'localhost',
      ...names,
    ]),
  ]
}

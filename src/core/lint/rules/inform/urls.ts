/** What an ACS has to know of a URL to call it. */
export interface CallableUrl {
  /** In small letters; empty: there is none. */
  readonly scheme: string
  /** Without brackets. */
  readonly host: string
  /** Why it cannot be called, as the end of a sentence; null: it can. */
  readonly problem: string | null
}

const form = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?(?:[/?#].*)?$/s

export function readUrl(text: string): CallableUrl {
  const match = form.exec(text)
  if (match === null) return { scheme: '', host: '', problem: 'is no URL' }
  const [, scheme = '', written = '', port] = match
  const host = written.replace(/^\[|\]$/g, '')
  return { scheme: scheme.toLowerCase(), host, problem: problemOf(text, scheme, host, port) }
}

function problemOf(text: string, scheme: string, host: string, port: string | undefined): string | null {
  if (!/^https?$/i.test(scheme)) return 'is not http'
  if (host === '') return 'has no host'
  if (/\s/.test(text)) return 'has white space in it'
  if (
    port !== undefined &&
    port !== '' &&
    (!/^\d{1,5}$/.test(port) || Number(port) > 65535 || Number(port) === 0)
  ) {
    return 'has a port that does not exist'
  }
  if (!/^[A-Za-z0-9._~%:-]+$/.test(host)) return 'has a host that cannot be one'
  return null
}

export type AddressKind = 'unspecified' | 'loopback' | 'link-local' | 'private' | 'public' | 'name'

/** What kind of address a host is (RFC 6890); a name can be any. */
export function addressKind(host: string): AddressKind {
  const ipv4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host)
  if (ipv4 !== null) return ipv4Kind(Number(ipv4[1]), Number(ipv4[2]))
  if (!host.includes(':')) return /^localhost\.?$/i.test(host) ? 'loopback' : 'name'
  const address = host.toLowerCase()
  if (/^[0:]+$/.test(address)) return 'unspecified'
  if (/^[0:]+:0*1$/.test(address)) return 'loopback'
  if (/^fe[89ab]/.test(address)) return 'link-local'
  return /^f[cd]/.test(address) ? 'private' : 'public'
}

function ipv4Kind(first: number, second: number): AddressKind {
  if (first === 0) return 'unspecified'
  if (first === 127) return 'loopback'
  if (first === 169 && second === 254) return 'link-local'
  const isPrivate =
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 100 && second >= 64 && second <= 127)
  return isPrivate ? 'private' : 'public'
}

import type { IncomingMessage } from 'node:http'
import { parseCookies, type SetCookie } from '../../../core/http/index.js'
import type { TappedExchange } from '../wire/types.js'

/** Cookies of ours start so; the port follows, because cookies do not tell ports apart (RFC 6265 8.5). */
const cookiePrefix = 'cwmpwb_session_'

/** Everything about a request that can tie it to a session. */
export interface Peer {
  /** IP address of the CPE. */
  readonly address: string
  /** Number of the TCP connection; null where it proves nothing, because a proxy shares it between CPEs. */
  readonly connection: number | null
  /** Session tokens from its cookies. */
  readonly tokens: readonly string[]
}

/**
 * Who sent a request. Behind a trusted proxy the first address of X-Forwarded-For is the CPE's, else the one that came by
 * the PROXY protocol.
 */
export function peerOf(request: IncomingMessage, tapped: TappedExchange, trustProxy: boolean): Peer {
  const tokens = parseCookies(request.headers.cookie ?? '')
    .filter(({ name }) => name.startsWith(cookiePrefix))
    .map(({ value }) => value)
  const direct = bareAddress(tapped.remote)
  if (!trustProxy) return { address: direct, connection: tapped.connection, tokens }
  const forwarded = request.headers['x-forwarded-for']
  const [first = ''] = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',')
  const named = bareAddress(first.trim())
  // Who speaks the PROXY protocol opens a connection for each of the CPE's: that proves as much as the CPE's own.
  const connection = named === '' && tapped.proxy !== undefined ? tapped.connection : null
  return { address: named || direct, connection, tokens }
}

/**
 * The cookie that carries a session's token: for this session only, not for scripts (RFC 6265). `path` empty: it has no
 * Path, and holds for the path of the ACS URL.
 */
export function sessionCookie(tapped: TappedExchange, token: string, path: string): SetCookie {
  const name = cookiePrefix + tapped.local.slice(tapped.local.lastIndexOf(':') + 1)
  return { name, value: token, httpOnly: true, ...(path === '' ? {} : { path }) }
}

/** An IP address without port and brackets; IPv4 in IPv6 as IPv4, so that it is one peer on both kinds of socket. */
export function bareAddress(text: string): string {
  const bracketed = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1]
  const plain = bracketed ?? (/^[^:]*:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text)
  return plain.replace(/^::ffff:(?=\d+\.)/i, '')
}

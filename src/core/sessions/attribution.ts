import { Recent } from './recent.js'
import { header, headerValues, parseCookies, parseSetCookie, type HttpHead } from '../http/index.js'
import type { BoundBy, RequestRecord } from '../journal/index.js'

const ENDED_KEPT = 1000

/** Which session an exchange belongs to, and what says so. */
export interface Attribution {
  readonly session: number | null
  readonly boundBy: BoundBy
}

/**
 * Finds the open session of an exchange that nobody bound: by cookie, else by TCP connection, else by
 * address where that leaves one open session. Later POSTs of a session carry no DeviceId, so there is nothing else.
 */
export class OpenSessions {
  private readonly byCookie = new Map<string, number>()
  private readonly byConnection = new Map<number, number>()
  private readonly byHost = new Map<string, Set<number>>()
  /** What led to sessions that have ended lately. */
  private readonly ended = new Recent<number>(ENDED_KEPT)
  private readonly keysOf = new Map<
    number,
    { cookies: Set<string>; connections: Set<number>; hosts: Set<string> }
  >()

  find(request: RequestRecord, head: HttpHead | null): (Attribution & { readonly session: number }) | null {
    for (const { name, value } of parseCookies((head && header(head, 'cookie')) ?? '')) {
      const session = this.byCookie.get(`${name}=${value}`)
      if (session !== undefined) return { session, boundBy: 'cookie' }
    }
    const session = this.byConnection.get(request.connection)
    if (session !== undefined) return { session, boundBy: 'connection' }
    const [only, ...more] = this.byHost.get(hostOf(request.remote)) ?? []
    return only === undefined || more.length > 0 ? null : { session: only, boundBy: 'address' }
  }

  /** The session that a POST comes too late for: some CPEs do not see that it has ended. By cookie or connection only. */
  findEnded(
    request: RequestRecord,
    head: HttpHead | null,
  ): (Attribution & { readonly session: number }) | null {
    for (const { name, value } of parseCookies((head && header(head, 'cookie')) ?? '')) {
      const session = this.ended.get(`cookie ${name}=${value}`)
      if (session !== undefined) return { session, boundBy: 'cookie' }
    }
    const session = this.ended.get(`connection ${request.connection}`)
    return session === undefined ? null : { session, boundBy: 'connection' }
  }

  /** A request of the session was seen: its connection and address lead to the session from now on. */
  sawRequest(session: number, request: RequestRecord): void {
    const keys = this.keys(session)
    const host = hostOf(request.remote)
    keys.connections.add(request.connection)
    keys.hosts.add(host)
    this.byConnection.set(request.connection, session)
    const atHost = this.byHost.get(host) ?? new Set()
    this.byHost.set(host, atHost.add(session))
  }

  /** A response of the session was seen: the cookies it sets lead to the session from now on. */
  sawResponse(session: number, head: HttpHead): void {
    for (const text of headerValues(head, 'set-cookie')) {
      const cookie = parseSetCookie(text)
      if (cookie === null) continue
      const pair = `${cookie.name}=${cookie.value}`
      this.keys(session).cookies.add(pair)
      this.byCookie.set(pair, session)
    }
  }

  forget(session: number): void {
    const keys = this.keysOf.get(session)
    if (keys === undefined) return
    this.keysOf.delete(session)
    for (const pair of keys.cookies) {
      if (this.byCookie.get(pair) === session) this.byCookie.delete(pair)
      this.ended.set(`cookie ${pair}`, session)
    }
    for (const connection of keys.connections) {
      this.ended.set(`connection ${connection}`, session)
      if (this.byConnection.get(connection) === session) this.byConnection.delete(connection)
    }
    for (const host of keys.hosts) {
      const atHost = this.byHost.get(host)
      atHost?.delete(session)
      if (atHost?.size === 0) this.byHost.delete(host)
    }
  }

  private keys(session: number) {
    const keys = this.keysOf.get(session) ?? { cookies: new Set(), connections: new Set(), hosts: new Set() }
    this.keysOf.set(session, keys)
    return keys
  }
}

/** The host of `host:port`, IPv6 without its brackets. */
export function hostOf(address: string): string {
  const colon = address.lastIndexOf(':')
  return (colon < 0 ? address : address.slice(0, colon)).replace(/^\[(.*)\]$/, '$1')
}

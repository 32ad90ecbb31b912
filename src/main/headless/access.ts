import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Wrong tokens from one address before it has to wait. */
const maxFailures = 20
const failureWindowMs = 60_000
/** A ticket that nobody used is worth nothing after a while. */
const ticketLifeMs = 12 * 60 * 60_000
const maxTickets = 100

/** Whether a request may come in: `allowed`, or why not. */
export type Verdict = 'allowed' | 'unauthorized' | 'too-many'

/**
 * Who may use the headless workbench. Scripts show the API token; a browser comes with a single-use
 * ticket in its address, gets a cookie for it, and never knows the token. Nothing here is ever logged.
 */
export interface Access {
  readonly token: string
  /** A new ticket for the UI address. */
  issueTicket(): string
  /** Uses a ticket up. */
  redeemTicket(ticket: string): boolean
  /** Checks a token given otherwise than by header (the form of the sign-in page). */
  checkToken(token: string, remote: string): Verdict
  /** By `Authorization: Bearer` or by cookie. */
  check(request: IncomingMessage): Verdict
  /** The Set-Cookie value that lets a browser in. */
  setCookie(port: number): string
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares without telling by its duration how much was right. */
const equal = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

/** The port is part of the name because cookies ignore ports: two workbenches on one host must not share one. */
const cookieName = (port: number) => `cwmp-workbench-${port}`

export function createAccess(token: string, now: () => number): Access {
  // The cookie is a secret of its own: a stolen cookie does not outlive the process, the token may.
  const cookieSecret = randomBytes(32).toString('base64url')
  const tickets = new Map<string, number>()
  const failures = new Map<string, { count: number; since: number }>()

  function blocked(remote: string): boolean {
    const entry = failures.get(remote)
    if (!entry) return false
    if (now() - entry.since > failureWindowMs) {
      failures.delete(remote)
      return false
    }
    return entry.count >= maxFailures
  }

  function failed(remote: string): void {
    const entry = failures.get(remote)
    if (entry) entry.count += 1
    else {
      if (failures.size >= 10_000) failures.clear()
      failures.set(remote, { count: 1, since: now() })
    }
  }

  function checkToken(given: string, remote: string): Verdict {
    // While an address has to wait, even the right token is refused: otherwise waiting would not hinder guessing.
    if (blocked(remote)) return 'too-many'
    if (equal(given, token)) return 'allowed'
    failed(remote)
    return 'unauthorized'
  }

  return {
    token,
    issueTicket() {
      if (tickets.size >= maxTickets) {
        const oldest = tickets.keys().next()
        if (!oldest.done) tickets.delete(oldest.value)
      }
      const ticket = randomBytes(20).toString('base64url')
      tickets.set(ticket, now() + ticketLifeMs)
      return ticket
    },
    redeemTicket(ticket) {
      const ends = tickets.get(ticket)
      tickets.delete(ticket)
      return ends !== undefined && ends > now()
    },
    checkToken,
    check(request) {
      const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) return checkToken(bearer, request.socket.remoteAddress ?? '')
      const cookie = cookieOf(request, cookieName(request.socket.localPort ?? 0))
      return cookie !== undefined && equal(cookie, cookieSecret) ? 'allowed' : 'unauthorized'
    },
    setCookie(port) {
      return `${cookieName(port)}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`
    },
  }
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = pair.split('=')
    if (key?.trim() === name) return value.join('=').trim()
  }
  return undefined
}

import { randomUUID } from 'node:crypto'
import { canTakeRpc, newAcsSession, type AcsSessionFacts, type AcsState } from '../../../core/dialog/index.js'
import type { BoundBy } from '../../../core/journal/records.js'
import { nobody, type InformingCpe } from './informing-cpe.js'
import type { Peer } from './peer.js'
import type { Timers } from './timers.js'

/** How long an ended session is remembered for a CPE that says good-bye twice, in milliseconds. */
const rememberedMs = 30_000

/** A session of a CPE with us, while it goes on and a little longer. */
export interface AcsSession {
  /** Number of its first exchange. */
  readonly number: number
  /** What its cookie carries. */
  readonly token: string
  state: AcsState
  /** Who it is with, as far as its Inform tells: also of one that is then refused. */
  cpe: InformingCpe
  /** Known once the Inform is accepted. */
  facts: AcsSessionFacts | null
  peer: Peer
  /** POSTs of it that are being read or answered: meanwhile its time does not run. */
  posts: number
  /** A POST that may have been its next one was refused because nothing tied it to a session. */
  cookieLost: boolean
  /** What the CPE did that is understood but not as it should be. */
  readonly notes: string[]
  cancelTimer: () => void
}

/** The sessions the ACS knows, and what leads to them. */
export class AcsSessions {
  readonly #timers: Timers
  readonly #byToken = new Map<string, AcsSession>()
  readonly #byConnection = new Map<number, AcsSession>()
  readonly #byDevice = new Map<string, AcsSession>()
  readonly #byAddress = new Map<string, Set<AcsSession>>()
  readonly #open = new Set<AcsSession>()
  #tellSilence: (session: AcsSession) => void = () => undefined
  #tellNoneOpen: (() => void)[] = []

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Who is to be told when a session has been idle for its whole time. */
  onSilence(tell: (session: AcsSession) => void): void {
    this.#tellSilence = tell
  }

  /** Resolves as soon as no session is open. */
  noneOpen(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#open.size === 0) resolve()
      else this.#tellNoneOpen.push(resolve)
    })
  }

  get open(): ReadonlySet<AcsSession> {
    return this.#open
  }

  /** A session that has not begun: nothing leads to it until it is `accepted`. */
  create(number: number, peer: Peer): AcsSession {
    return {
      number,
      token: randomUUID().replaceAll('-', ''),
      state: newAcsSession,
      cpe: nobody,
      facts: null,
      peer,
      posts: 0,
      cookieLost: false,
      notes: [],
      cancelTimer: () => undefined,
    }
  }

  accepted(session: AcsSession, facts: AcsSessionFacts): void {
    session.facts = facts
    this.#open.add(session)
    this.#byToken.set(session.token, session)
    this.#byDevice.set(facts.deviceId, session)
    this.bound(session, session.peer)
  }

  ended(session: AcsSession): void {
    this.#open.delete(session)
    this.#leaveAddress(session)
    const deviceId = session.facts?.deviceId
    if (deviceId !== undefined && this.#byDevice.get(deviceId) === session) this.#byDevice.delete(deviceId)
    session.cancelTimer()
    session.cancelTimer = this.#timers.after(rememberedMs, () => {
      this.#forget(session)
    })
    if (this.#open.size === 0) for (const tell of this.#tellNoneOpen.splice(0)) tell()
  }

  /** By cookie, else by connection, else by address where exactly one session is open from it. */
  find(peer: Peer): { readonly session: AcsSession; readonly boundBy: BoundBy } | null {
    for (const token of peer.tokens) {
      const session = this.#byToken.get(token)
      if (session !== undefined) return { session, boundBy: 'cookie' }
    }
    const session = peer.connection === null ? undefined : this.#byConnection.get(peer.connection)
    if (session !== undefined) return { session, boundBy: 'connection' }
    const fromAddress = this.openFrom(peer.address)
    const [only] = fromAddress.size === 1 ? fromAddress : []
    return only === undefined ? null : { session: only, boundBy: 'address' }
  }

  openFrom(address: string): ReadonlySet<AcsSession> {
    return this.#byAddress.get(address) ?? new Set()
  }

  /** A CPE has one session at a time. */
  openOf(deviceId: string): AcsSession | null {
    return this.#byDevice.get(deviceId) ?? null
  }

  canTakeRpc(deviceId: string): boolean {
    const session = this.#byDevice.get(deviceId)
    return session !== undefined && canTakeRpc(session.state)
  }

  /** A POST of the session came from here: its connection leads to the session from now on. */
  bound(session: AcsSession, peer: Peer): void {
    if (this.#open.has(session)) {
      this.#leaveAddress(session)
      const fromAddress = this.#byAddress.get(peer.address)
      if (fromAddress === undefined) this.#byAddress.set(peer.address, new Set([session]))
      else fromAddress.add(session)
    }
    session.peer = peer
    session.cookieLost = false
    if (peer.connection !== null) this.#byConnection.set(peer.connection, session)
  }

  /** The open session that last used this connection, if any; the connection leads nowhere any more. */
  connectionClosed(connection: number): AcsSession | null {
    const session = this.#byConnection.get(connection)
    this.#byConnection.delete(connection)
    return session !== undefined && session.peer.connection === connection && this.#open.has(session)
      ? session
      : null
  }

  /** A POST of the session is being read: its time stands still. */
  hold(session: AcsSession): void {
    session.posts += 1
    if (this.#open.has(session)) session.cancelTimer()
  }

  /** The POST is answered: the time of an open session starts anew. */
  release(session: AcsSession): void {
    session.posts -= 1
    if (session.posts > 0 || session.facts === null || !this.#open.has(session)) return
    session.cancelTimer()
    session.cancelTimer = this.#timers.after(session.facts.timeoutSeconds * 1000, () => {
      this.#tellSilence(session)
    })
  }

  #forget(session: AcsSession): void {
    this.#byToken.delete(session.token)
    const { connection } = session.peer
    if (connection !== null && this.#byConnection.get(connection) === session) {
      this.#byConnection.delete(connection)
    }
  }

  #leaveAddress(session: AcsSession): void {
    const { address } = session.peer
    const fromAddress = this.#byAddress.get(address)
    fromAddress?.delete(session)
    if (fromAddress?.size === 0) this.#byAddress.delete(address)
  }
}

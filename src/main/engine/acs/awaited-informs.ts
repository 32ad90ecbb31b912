import type { BoundBy } from '../../../core/journal/records.js'
import type { Peer } from './peer.js'
import type { AcsSession } from './sessions.js'
import type { Timers } from './timers.js'

/** How long an Inform that is to come again is waited for, in milliseconds: as long as a session may be idle. */
const waitMs = 30_000

/** A session whose Inform we have not taken: it is to come again, with credentials or by another URL. */
export interface Awaited {
  readonly session: AcsSession
  readonly why: 'unauthorized' | 'redirected'
  /** Null: nobody has said yet who it is. */
  readonly deviceId: string | null
  /** How often it was asked for. */
  readonly asked: number
}

/**
 * Sessions between a 401 or a redirect and the Inform that follows it: both belong to the session of that Inform. Many
 * CPEs open another connection for it, so the device leads to the session, too.
 */
export class AwaitedInforms {
  readonly #timers: Timers
  readonly #byKey = new Map<string, Awaited>()
  readonly #all = new Map<
    AcsSession,
    { readonly keys: readonly string[]; readonly cancelTimer: () => void }
  >()
  #tellGone: (awaited: Awaited) => void = () => undefined

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Who is to be told when nothing came. */
  onGone(tell: (awaited: Awaited) => void): void {
    this.#tellGone = tell
  }

  get sessions(): readonly AcsSession[] {
    return [...this.#all.keys()]
  }

  add(awaited: Awaited, peer: Peer): void {
    const { session, deviceId } = awaited
    this.forget(session)
    const keys = keysOf(peer, deviceId)
    for (const key of keys) this.#byKey.set(key, awaited)
    const cancelTimer = this.#timers.after(waitMs, () => {
      this.forget(session)
      this.#tellGone(awaited)
    })
    this.#all.set(session, { keys, cancelTimer })
  }

  /** The session that an Inform goes on with, and what ties it to that. It is not awaited any more. */
  take(peer: Peer, deviceId: string | null): (Awaited & { readonly boundBy: BoundBy }) | null {
    if (this.#all.size === 0) return null
    const sameConnection =
      peer.connection === null ? undefined : this.#byKey.get(ofConnection(peer.connection))
    const byConnection =
      sameConnection?.deviceId === null || sameConnection?.deviceId === deviceId ? sameConnection : undefined
    const ofNobody = peer.connection === null ? this.#byKey.get(ofDevice(peer, null)) : undefined
    const found = byConnection ?? this.#byKey.get(ofDevice(peer, deviceId)) ?? ofNobody
    if (found === undefined) return null
    this.forget(found.session)
    return { ...found, boundBy: byConnection === undefined ? 'address' : 'connection' }
  }

  forget(session: AcsSession): void {
    const entry = this.#all.get(session)
    if (entry === undefined) return
    this.#all.delete(session)
    entry.cancelTimer()
    for (const key of entry.keys) if (this.#byKey.get(key)?.session === session) this.#byKey.delete(key)
  }
}

/** Somebody who has not said who he is, is known by his connection alone, if that proves anything. */
function keysOf(peer: Peer, deviceId: string | null): readonly string[] {
  const { connection } = peer
  if (connection === null) return [ofDevice(peer, deviceId)]
  return deviceId === null ? [ofConnection(connection)] : [ofConnection(connection), ofDevice(peer, deviceId)]
}

function ofConnection(connection: number): string {
  return `connection ${String(connection)}`
}

function ofDevice({ address }: Peer, deviceId: string | null): string {
  return `address ${address} ${deviceId ?? ''}`
}

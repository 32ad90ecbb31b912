import type { CookieVerdict } from './session-cookies.js'
import { header } from '../http/index.js'
import type { SessionTrack, Turn } from './track.js'

/** What ties a later POST to its session. */
export interface Tie {
  readonly cookies: CookieVerdict
  /** It came on another connection than the POST before, though that might have been kept. */
  readonly reconnected: boolean
  /** Neither a cookie nor the connection: only where it came from. */
  readonly addressOnly: boolean
}

/** Several rules ask for the same message. */
const known = new WeakMap<Turn, Tie | null>()

/** Null: the first message of a session, or no HTTP request of the CPE. */
export function tieOf(turn: Turn, track: SessionTrack): Tie | null {
  const before = known.get(turn)
  if (before !== undefined) return before
  const tie = judge(turn, track)
  known.set(turn, tie)
  return tie
}

function judge(turn: Turn, track: SessionTrack): Tie | null {
  const { lastPost } = track
  if (turn.direction !== 'cpe-to-acs' || turn.head === null || lastPost === null) return null
  const { tls } = turn
  const cookies = track.cookies.judge(turn.head, tls === undefined ? null : tls !== null)
  const elsewhere = turn.connection !== lastPost.connection
  const returned = cookies.expected.length > cookies.missing.length + cookies.changed.length
  return {
    cookies,
    reconnected: elsewhere && track.again?.why !== 'redirect' && !track.mustReconnect,
    addressOnly: elsewhere && !returned && track.again === null,
  }
}

/** Whether after this answer the CPE has to come back on another connection. */
export function closesConnection({ head }: Turn): boolean {
  if (head === null) return true
  const connection = (header(head, 'connection') ?? '').toLowerCase()
  return head.version === '1.0' ? !connection.includes('keep-alive') : connection.includes('close')
}

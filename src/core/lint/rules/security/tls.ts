import type { SessionTrack, Turn } from '../../../sessions/track.js'
import type { TlsFacts } from '../../subject.js'

/** How a connection is secured, once for each: null for its later messages, and where it is not TLS or not known. */
export function firstOnConnection({ tls, connection }: Turn, { turns }: SessionTrack): TlsFacts | null {
  const isKnown = turns.some((earlier) => earlier.connection === connection)
  return isKnown ? null : (tls ?? null)
}

/** Whose certificate it is, as the certificate says. */
export function shownSubject({ subject }: NonNullable<TlsFacts['peer']>): string {
  return subject.length > 100 ? `${subject.slice(0, 100)}…` : subject
}

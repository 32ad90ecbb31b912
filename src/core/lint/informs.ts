import type { DecodedEnvelope } from '../soap/index.js'
import { informEvents, type InformEvent } from '../sessions/inform-facts.js'
import type { SessionTrack, Turn } from '../sessions/track.js'
import { noElement } from '../xml/index.js'
import { argumentOf } from './member.js'
import { placeOf } from './place.js'
import type { Place } from './rule.js'

/** The Inform of a turn; null: it is none. */
export function informOf({ direction, kind, envelope }: Turn): DecodedEnvelope | null {
  return direction === 'cpe-to-acs' &&
    kind === 'request' &&
    envelope?.ok === true &&
    envelope.rpc === 'Inform'
    ? envelope
    : null
}

/** The Inform that opens a session, not one that has to be sent again. */
export function openingInformOf(turn: Turn, { inform, count }: SessionTrack): DecodedEnvelope | null {
  return inform === null && count === 0 ? informOf(turn) : null
}

/** The events of an Inform, each with its place. */
export function* eventsOf(
  envelope: DecodedEnvelope,
): Generator<InformEvent & { readonly place: Place | null }> {
  const { document } = envelope.source
  const list = argumentOf(envelope, 'Event')
  const items =
    list === noElement
      ? []
      : document.children(list).filter((child) => document.localName(child) === 'EventStruct')
  for (const [index, event] of informEvents(envelope.decoded).entries()) {
    const item = items[index]
    yield { ...event, place: item === undefined ? null : placeOf(document, item) }
  }
}

/** Whether an Inform has an event. */
export function hasEvent(envelope: DecodedEnvelope, code: string): boolean {
  return informEvents(envelope.decoded).some((event) => event.code === code)
}

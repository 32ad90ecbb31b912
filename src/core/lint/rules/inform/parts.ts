import type { DecodedEnvelope, RpcValue } from '../../../soap/index.js'
import { noElement, type XmlElement } from '../../../xml/index.js'
import { childNamed, seenParameters } from '../../parameters.js'
import { contentOf, placeOf } from '../../place.js'
import type { Place } from '../../rule.js'
import type { SeenParameter } from '../../subject.js'

/** An EventStruct of an Inform, with its place. */
export interface SeenEvent {
  /** Empty, too, where it has no EventCode element. */
  readonly code: string
  readonly hasCode: boolean
  /** Null: there is no CommandKey element. */
  readonly commandKey: string | null
  /** Where its code stands; the struct where it has none. */
  readonly place: Place
  /** Where its CommandKey stands; the struct where it has none. */
  readonly keyPlace: Place
}

/** The events are read once, whatever number of rules ask. */
const known = new WeakMap<DecodedEnvelope, readonly SeenEvent[] | null>()

/** The events of an Inform, in order. Null: it has no Event array. */
export function eventsOf(envelope: DecodedEnvelope): readonly SeenEvent[] | null {
  let events = known.get(envelope)
  if (events === undefined) {
    events = readEvents(envelope)
    known.set(envelope, events)
  }
  return events
}

function readEvents(envelope: DecodedEnvelope): readonly SeenEvent[] | null {
  const members = envelope.decoded['Event']
  if (!Array.isArray(members)) return null
  const { document } = envelope.source
  const list = childNamed(document, envelope.source.element, 'Event')
  const elements = list === noElement ? [] : document.children(list)
  return members.flatMap((member: RpcValue, index): SeenEvent[] => {
    const element = elements[index]
    if (element === undefined) return []
    const codeElement = childNamed(document, element, 'EventCode')
    const isWhole = codeElement === noElement ? !document.isCut(element) : !document.isCut(codeElement)
    if (!isWhole) return []
    const place = (name: string): Place => {
      const part = childNamed(document, element, name)
      return part === noElement ? placeOf(document, element) : contentOf(document, part)
    }
    return [
      {
        code: textIn(member, 'EventCode') ?? '',
        hasCode: codeElement !== noElement,
        commandKey: textIn(member, 'CommandKey'),
        place: place('EventCode'),
        keyPlace: place('CommandKey'),
      },
    ]
  })
}

export const hasEvent = (envelope: DecodedEnvelope, code: string): boolean =>
  eventsOf(envelope)?.some((event) => event.code === code) === true

/** A heartbeat is meant to carry next to nothing (TR-069 Annex O). */
export const isHeartbeat = (envelope: DecodedEnvelope): boolean => hasEvent(envelope, '14 HEARTBEAT')

/** An argument that is a text, and where it stands. Null: it is not there. */
export interface SeenText {
  readonly text: string
  readonly place: Place
}

/** A text of the Inform itself: `RetryCount`. */
export function argumentOf(envelope: DecodedEnvelope, name: string): SeenText | null {
  const text = textIn(envelope.decoded, name)
  return text === null ? null : seen(envelope, childOf(envelope, envelope.source.element, name), text)
}

/** A text of DeviceId: `OUI`. */
export function deviceIdPart(envelope: DecodedEnvelope, name: string): SeenText | null {
  const text = textIn(envelope.decoded['DeviceId'], name)
  if (text === null) return null
  const deviceId = childOf(envelope, envelope.source.element, 'DeviceId')
  return seen(envelope, childOf(envelope, deviceId, name), text)
}

/** The root object of the parameters; null: none of them tells. */
export function rootOf(envelope: DecodedEnvelope): 'Device' | 'InternetGatewayDevice' | null {
  for (const { name } of seenParameters(envelope)) {
    if (name.startsWith('Device.')) return 'Device'
    if (name.startsWith('InternetGatewayDevice.')) return 'InternetGatewayDevice'
  }
  return null
}

/** The ConnectionRequestURL the Inform tells, whatever the root. */
export function connectionRequestUrl(envelope: DecodedEnvelope): SeenParameter | null {
  for (const parameter of seenParameters(envelope)) {
    if (parameter.name.endsWith('.ManagementServer.ConnectionRequestURL')) return parameter
  }
  return null
}

/** Where the ParameterList begins; where there is none, the Inform. */
export function parameterListPlace({ source }: DecodedEnvelope): Place {
  const list = childNamed(source.document, source.element, 'ParameterList')
  const element = list === noElement ? source.element : list
  const offset = source.document.start(element)
  return { offset, length: source.document.contentStart(element) - offset }
}

const childOf = ({ source }: DecodedEnvelope, element: XmlElement, name: string): XmlElement =>
  childNamed(source.document, element, name)

function seen({ source }: DecodedEnvelope, element: XmlElement, text: string): SeenText {
  return {
    text,
    place:
      element === noElement ? placeOf(source.document, source.element) : contentOf(source.document, element),
  }
}

function textIn(struct: RpcValue | undefined, name: string): string | null {
  if (typeof struct !== 'object' || !(name in struct) || Array.isArray(struct)) return null
  const value: unknown = Object.entries(struct).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : null
}

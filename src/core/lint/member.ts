import type { DecodedEnvelope } from '../soap/index.js'
import { noElement, type XmlElement } from '../xml/index.js'
import { childNamed } from './parameters.js'
import { contentOf, placeOf, tagOf } from './place.js'
import type { Place } from './rule.js'

/** The element of an argument, by the names on the way to it; `noElement` where it is not. */
export function argumentOf({ source }: DecodedEnvelope, ...names: readonly string[]): XmlElement {
  let element = source.element
  for (const name of names) element = childNamed(source.document, element, name)
  return element
}

/** Where the value of an argument stands; the tag of the RPC where it is missing. */
export function argumentPlace(envelope: DecodedEnvelope, ...names: readonly string[]): Place | null {
  const element = argumentOf(envelope, ...names)
  return element === noElement ? rpcPlace(envelope) : contentOf(envelope.source.document, element)
}

/** The tag of the request, response or fault. */
export function rpcPlace({ source: { document, element } }: DecodedEnvelope): Place | null {
  return element === noElement ? null : tagOf(document, element)
}

/** A header block; the envelope's tag where it is missing. */
export function headerPlace({ source }: DecodedEnvelope, name: string): Place | null {
  const { document, header, envelope } = source
  const block = childNamed(document, header, name)
  if (block !== noElement) return placeOf(document, block)
  return envelope === noElement ? null : tagOf(document, envelope)
}

/** The members of a list argument, with what each is called: the text of its `Name`, or its own. */
export function* membersOf(
  envelope: DecodedEnvelope,
  list: string,
): Generator<{ readonly name: string; readonly place: Place; readonly element: XmlElement }> {
  const { document } = envelope.source
  const parent = argumentOf(envelope, list)
  if (parent === noElement) return
  for (let item = document.firstChild(parent); item !== noElement; item = document.nextSibling(item)) {
    const named = childNamed(document, item, 'Name')
    const element = named === noElement ? item : named
    yield { name: document.value(element), place: contentOf(document, element), element: item }
  }
}

/** The `index`th element of this name in an argument that is repeated without a list around it. */
export function repeatedPlace(envelope: DecodedEnvelope, name: string, index: number): Place | null {
  const { document, element } = envelope.source
  if (element === noElement) return null
  const found = document.children(element).filter((child) => document.localName(child) === name)[index]
  return found === undefined ? rpcPlace(envelope) : placeOf(document, found)
}

import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/index.js'
import type { Place } from './rule.js'

/** An element from its first `<` to its last `>`. */
export function placeOf(document: XmlDocument, element: XmlElement): Place {
  const offset = document.start(element)
  return { offset, length: document.end(element) - offset }
}

/** An element's start tag. */
export function tagOf(document: XmlDocument, element: XmlElement): Place {
  const offset = document.start(element)
  return { offset, length: document.contentStart(element) - offset }
}

/** What stands between an element's tags; the start tag where nothing does. */
export function contentOf(document: XmlDocument, element: XmlElement): Place {
  const offset = document.contentStart(element)
  const length = document.contentEnd(element) - offset
  return length > 0 ? { offset, length } : tagOf(document, element)
}

/** An attribute's value, without its quotes. */
export function valueOf({ valueStart, valueEnd }: XmlAttribute): Place {
  return { offset: valueStart, length: valueEnd - valueStart }
}

/** Where a further attribute of an element goes: behind its name. */
export function behindNameOf(document: XmlDocument, element: XmlElement): number {
  return document.start(element) + 1 + document.qualifiedName(element).length
}

/** A text from the wire in quotes, short enough for a sentence and without control characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

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

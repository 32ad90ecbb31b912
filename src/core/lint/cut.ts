import type { DecodedEnvelope } from '../soap/index.js'
import { noElement, type XmlDocument, type XmlElement } from '../xml/index.js'
import type { Place, Rule } from './rule.js'

/** Where an envelope that ends too early breaks off: what seems wrong from there on is the cut's doing. */
export interface Cut {
  /** Whether the cut, and not its sender, makes a rule's finding. */
  readonly makesUp: (rule: Rule, place: Place | null) => boolean
}

/** The cut of an envelope; null: it is whole. */
export function cutOf(envelope: DecodedEnvelope): Cut | null {
  const { document, element, envelope: whole } = envelope.source
  const cutsMessage = element !== noElement && document.isCut(element)
  if (!cutsMessage && !(whole !== noElement && document.isCut(whole))) return null
  const broken = cutsMessage ? brokenBelow(document, element) : []
  const starts = new Set(broken.map((below) => document.start(below)))
  const last = document.text.length - 1
  const end = cutsMessage ? endOfWhole(document, broken.at(-1) ?? element) : last
  return {
    makesUp: (rule, place) => {
      switch (rule.kind) {
        case 'message':
          return false
        case 'reading':
          // Most that the reader says is of characters and tags that are there; a lone "<" began a tag.
          return (
            place !== null &&
            (place.offset === last ? rule.id === 'raw-less-than' : ofContent(rule.id, place))
          )
        case 'session':
        case 'envelope':
          if (rule.kind === 'envelope' && rule.needsWhole === true) return cutsMessage
          return place !== null && isBehind(place)
        case 'parameter':
          return place !== null && isBehind(place)
      }
    },
  }

  function isBehind({ offset }: Place): boolean {
    return offset >= end || starts.has(offset)
  }

  function ofContent(id: string, place: Place): boolean {
    return contentRules.has(id) && isBehind(place)
  }
}

/** What reading says of an element because of what is not in it. */
const contentRules: ReadonlySet<string> = new Set([
  'struct-expected',
  'missing-struct-type',
  'unknown-element',
])

/** The elements below an element in which the text ends, from the outside in. */
function brokenBelow(document: XmlDocument, element: XmlElement): XmlElement[] {
  const broken: XmlElement[] = []
  for (let at = lastChild(document, element); at !== noElement; at = lastChild(document, at)) {
    if (!document.isCut(at)) break
    broken.push(at)
  }
  return broken
}

/** Behind the last thing in an element that is there as a whole. */
function endOfWhole(document: XmlDocument, element: XmlElement): number {
  const child = lastChild(document, element)
  return child === noElement ? document.contentStart(element) : document.end(child)
}

function lastChild(document: XmlDocument, element: XmlElement): XmlElement {
  return document.children(element).at(-1) ?? noElement
}

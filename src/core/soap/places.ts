import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/index.js'
import { noElement } from '../xml/index.js'
import type { DecodedEnvelope, RpcStruct, RpcValue } from './message.js'

/**
 * The way to a value of a message: `header` or `body`, then element names, in lists positions from 0.
 * @example ['body', 'ParameterList', 3, 'Value']
 */
export type ValuePath = readonly (string | number)[]

/** Where a value stands, in characters of the document's text. */
export interface ValuePlace {
  /** The whole element or attribute; of a list without an element of its own from its first member to its last. */
  readonly start: number
  readonly end: number
  /** What stands between its tags or quotes. */
  readonly valueStart: number
  readonly valueEnd: number
}

/** Everything a message says, in one tree: its header blocks, and its arguments or its fault. */
export function valuesOf(envelope: DecodedEnvelope): RpcStruct {
  const { document, header } = envelope.source
  const body = bodyOf(envelope)
  const hasHeader = header !== noElement && document.hasChildren(header)
  return hasHeader ? { header: treeOf(document, header), body } : { body }
}

/** Where a value stands; null if the path leads nowhere. */
export function placeOfPath(envelope: DecodedEnvelope, path: ValuePath): ValuePlace | null {
  const seeker = new Seeker(envelope.source.document)
  let members: readonly Member[] = rootsOf(envelope)
  let place: ValuePlace | null = null
  for (const step of path) {
    const member = members.find(({ key }) => key === step)
    if (member === undefined) return null
    place = seeker.placeOf(member)
    members = seeker.membersOf(member)
  }
  return place
}

/** The innermost value that has all characters from `start` to `end` in it; null if they are outside of every value. */
export function pathOfPlace(envelope: DecodedEnvelope, start: number, end: number = start): ValuePath | null {
  const { document } = envelope.source
  const around = new Set<XmlElement>()
  for (
    let element = elementAround(document, start, end);
    element !== noElement;
    element = document.parent(element)
  ) {
    around.add(element)
  }
  const inAttribute = ({ seat }: Member): boolean => {
    const attribute = seat?.attribute ?? null
    return attribute !== null && start >= attribute.start && start < attribute.end && end <= attribute.end
  }
  const inElement = ({ seat, items }: Member): boolean =>
    seat === null
      ? items.some((item) => around.has(item))
      : seat.attribute === null && around.has(seat.element)
  // A selection over several members of a list that has no element of its own.
  const inList = ({ seat, items: [first, ...others] }: Member): boolean =>
    seat === null &&
    first !== undefined &&
    start >= document.start(first) &&
    end <= document.end(others.at(-1) ?? first)
  const seeker = new Seeker(document)
  const path: (string | number)[] = []
  let members: readonly Member[] = rootsOf(envelope)
  for (;;) {
    const next = members.find(inAttribute) ?? members.find(inElement) ?? members.find(inList)
    if (next === undefined) return path.length === 0 ? null : path
    path.push(next.key)
    members = seeker.membersOf(next)
  }
}

/** The innermost element that has all characters from `start` to `end` in it. */
export function elementAround(document: XmlDocument, start: number, end: number = start): XmlElement {
  let low = 0
  let high = document.elementCount - 1
  // Elements are numbered in the order in which they begin.
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (document.start(middle) <= start) low = middle
    else high = middle - 1
  }
  let element = document.elementCount === 0 || document.start(low) > start ? noElement : low
  while (element !== noElement && (document.end(element) <= start || document.end(element) < end)) {
    element = document.parent(element)
  }
  return element
}

/** What holds a value: an element, or an attribute of it. */
interface Seat {
  readonly element: XmlElement
  readonly attribute: XmlAttribute | null
}

interface Member {
  readonly key: string | number
  readonly value: RpcValue
  /** Null: a list whose members stand directly in the struct. */
  readonly seat: Seat | null
  /** Of a list: the elements of its members. */
  readonly items: readonly XmlElement[]
}

function bodyOf({ kind, decoded, source }: DecodedEnvelope): RpcValue {
  return kind === 'fault' && source.element !== noElement ? treeOf(source.document, source.element) : decoded
}

function rootsOf(envelope: DecodedEnvelope): readonly Member[] {
  const { header, element } = envelope.source
  const values = valuesOf(envelope)
  const root = (key: string, seat: XmlElement): Member[] => {
    const value = values[key]
    return value === undefined || seat === noElement
      ? []
      : [{ key, value, seat: { element: seat, attribute: null }, items: [] }]
  }
  return [...root('header', header), ...root('body', element)]
}

/** An element of header or fault as it stands there: text, a struct, repeated elements as a list. */
function treeOf(document: XmlDocument, element: XmlElement): RpcValue {
  if (!document.hasChildren(element)) return document.value(element)
  const lists = new Map<string, RpcValue[]>()
  for (const child of document.children(element)) {
    const name = document.localName(child)
    const list = lists.get(name)
    if (list === undefined) lists.set(name, [treeOf(document, child)])
    else list.push(treeOf(document, child))
  }
  return Object.fromEntries(
    [...lists].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]),
  )
}

/**
 * Finds the elements of decoded values by walking both trees side by side, along one path only: nothing is built
 * for the rest of a large message. The decoder drops what is there twice and takes wrappers off; so does this.
 */
class Seeker {
  readonly #document: XmlDocument

  constructor(document: XmlDocument) {
    this.#document = document
  }

  membersOf({ value, seat, items }: Member): readonly Member[] {
    if (typeof value === 'string') return []
    if (isList(value)) {
      return items.flatMap((element, position) => {
        const member = value[position]
        return member === undefined ? [] : [this.#member(position, member, [element])]
      })
    }
    return seat === null ? [] : this.#structMembers(value, seat.element)
  }

  placeOf({ seat, items }: Member): ValuePlace {
    const document = this.#document
    if (seat?.attribute) {
      const { start, end, valueStart, valueEnd } = seat.attribute
      return { start, end, valueStart, valueEnd }
    }
    const [first = noElement] = items
    const last = items.at(-1) ?? noElement
    const start = document.start(seat?.element ?? first)
    const end = document.end(seat?.element ?? last)
    if (seat === null) return { start, end, valueStart: start, valueEnd: end }
    return {
      start,
      end,
      valueStart: document.contentStart(seat.element),
      valueEnd: document.contentEnd(seat.element),
    }
  }

  #structMembers(struct: RpcStruct, element: XmlElement): readonly Member[] {
    const document = this.#document
    const scope = this.#scopeOf(struct, element)
    const named = Map.groupBy(document.children(scope), (child) => document.localName(child))
    return Object.entries(struct).flatMap(([key, value]) => {
      const candidates = named.get(key) ?? []
      const attribute = this.#typeAttribute(key, value, element, named)
      if (attribute !== null) return [{ key, value, seat: attribute, items: [] }]
      return candidates.length === 0 ? [] : [this.#member(key, value, candidates)]
    })
  }

  /** `$type` and the declared type of a Value are attributes. */
  #typeAttribute(
    key: string,
    value: RpcValue,
    element: XmlElement,
    named: ReadonlyMap<string, readonly XmlElement[]>,
  ): Seat | null {
    const document = this.#document
    const holder = key === '$type' ? element : key === 'Type' ? named.get('Value')?.[0] : undefined
    const attribute = holder === undefined ? undefined : document.findAttribute(holder, 'type')
    if (holder === undefined || attribute === undefined) return null
    const [own] = named.get(key) ?? []
    return own !== undefined && document.value(own) === value ? null : { element: holder, attribute }
  }

  #member(key: string | number, value: RpcValue, candidates: readonly XmlElement[]): Member {
    const [first = noElement] = candidates
    const seat = { element: first, attribute: null }
    return isList(value) ? this.#list(key, value, candidates) : { key, value, seat, items: [] }
  }

  /** A list's members are the elements of its name, or what stands in them. */
  #list(key: string | number, value: readonly RpcValue[], candidates: readonly XmlElement[]): Member {
    const document = this.#document
    const items: XmlElement[] = []
    let containers = 0
    let used = 0
    for (const candidate of candidates) {
      const next = value[items.length]
      if (next === undefined && used > 0) break
      used++
      if (next !== undefined && this.#fits(next, candidate)) items.push(candidate)
      else {
        containers++
        for (const child of document.children(candidate)) items.push(child)
      }
    }
    const [first = noElement] = candidates
    const seat = used === 1 && containers === 1 ? { element: first, attribute: null } : null
    return { key, value, seat, items: items.slice(0, value.length) }
  }

  /** Whether an element is what a value was read from, and not something around it. */
  #fits(value: RpcValue, element: XmlElement): boolean {
    const document = this.#document
    if (typeof value === 'string') {
      return document.hasChildren(element)
        ? document.text.slice(document.contentStart(element), document.contentEnd(element)) === value
        : document.value(element) === value
    }
    if (isList(value)) return value.length > 0 && document.children(element).length === value.length
    const keys = elementKeys(value)
    if (keys.length === 0) return !document.hasChildren(element)
    if (!this.#holdsAll(element, keys)) return false
    // Damage can put members of a member beside it: then the texts tell them apart.
    const children = document.children(element)
    return keys.every((key) => {
      const member = value[key]
      const child = children.find((candidate) => document.localName(candidate) === key) ?? noElement
      return typeof member !== 'string' || this.#fits(member, child)
    })
  }

  /** The element a struct's members stand in: its own, or the one too many inside of it. */
  #scopeOf(struct: RpcStruct, element: XmlElement): XmlElement {
    const document = this.#document
    const only = document.firstChild(element)
    if (only === noElement || document.nextSibling(only) !== noElement) return element
    const keys = elementKeys(struct)
    return keys.length > 0 && !this.#holdsAll(element, keys) && this.#holdsAll(only, keys) ? only : element
  }

  #holdsAll(element: XmlElement, names: readonly string[]): boolean {
    const there = new Set(this.#document.children(element).map((child) => this.#document.localName(child)))
    return names.every((name) => there.has(name))
  }
}

/** Members that are elements, for sure. */
function elementKeys(struct: RpcStruct): readonly string[] {
  return Object.keys(struct).filter((key) => key !== '$type' && key !== 'Type')
}

function isList(value: RpcValue): value is readonly RpcValue[] {
  return Array.isArray(value)
}

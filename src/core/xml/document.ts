import {
  CR,
  EXCLAMATION,
  GREATER,
  LESS,
  LF,
  QUESTION,
  SLASH,
  isNameStart,
  isWhitespace,
} from './characters.js'
import type { XmlDefect } from './defects.js'
import type { NameTable } from './names.js'
import type { IntegerTable } from './node-table.js'
import { AttributeColumn, ContentFlag, ElementColumn } from './node-table.js'
import { resolveText } from './references.js'

/** An element of one `XmlDocument`: its number in document order. `noElement` where there is none. */
export type XmlElement = number

export const noElement: XmlElement = -1

/** An attribute with its places. `start`..`end` is the whole of it, `valueStart`..`valueEnd` what is between the quotes. */
export interface XmlAttribute {
  readonly qualifiedName: string
  readonly localName: string
  readonly namespace: string | null
  readonly value: string
  readonly start: number
  readonly end: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** One piece of an element's content, in document order. */
export type XmlContent =
  | { readonly kind: 'element'; readonly element: XmlElement; readonly start: number; readonly end: number }
  | {
      readonly kind: 'text' | 'cdata' | 'comment' | 'instruction'
      /** Resolved text; of a comment or processing instruction what is between its marks. */
      readonly value: string
      readonly start: number
      readonly end: number
    }

/** What the XML declaration says. */
export interface XmlDeclaration {
  readonly version: string | null
  readonly encoding: string | null
  readonly standalone: string | null
}

/** 1-based, columns in UTF-16 code units. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** What the reader hands over. */
export interface XmlDocumentParts {
  readonly text: string
  readonly names: NameTable
  readonly namespaces: readonly string[]
  readonly elements: IntegerTable
  readonly attributes: IntegerTable
  readonly roots: readonly XmlElement[]
  readonly declaration: XmlDeclaration | null
  readonly defects: readonly XmlDefect[]
  readonly suppressedDefects: number
  readonly textLengthLimit: number
}

const E = ElementColumn
const A = AttributeColumn

/**
 * A document as read, however damaged. Elements are numbers; everything about them is asked here. Names and
 * structure are ready, text and attribute values are cut out of the source when asked for.
 */
export class XmlDocument {
  readonly text: string
  /** More than one, or none, if the text is damaged that way. */
  readonly roots: readonly XmlElement[]
  readonly declaration: XmlDeclaration | null
  readonly defects: readonly XmlDefect[]
  /** Defects beyond the cap, counted only. */
  readonly suppressedDefects: number
  readonly elementCount: number
  readonly #names: NameTable
  readonly #namespaces: readonly string[]
  readonly #elements: Int32Array
  readonly #attributes: Int32Array
  readonly #textLengthLimit: number
  #lineStarts: readonly number[] | null = null

  constructor(parts: XmlDocumentParts) {
    this.text = parts.text
    this.roots = parts.roots
    this.declaration = parts.declaration
    this.defects = parts.defects
    this.suppressedDefects = parts.suppressedDefects
    this.elementCount = parts.elements.rows
    this.#names = parts.names
    this.#namespaces = parts.namespaces
    this.#elements = parts.elements.cells
    this.#attributes = parts.attributes.cells
    this.#textLengthLimit = parts.textLengthLimit
  }

  /** The first root, or `noElement`. */
  get root(): XmlElement {
    return this.roots[0] ?? noElement
  }

  qualifiedName(element: XmlElement): string {
    return this.#names.qualified[this.#cell(element, E.Name)] ?? ''
  }

  localName(element: XmlElement): string {
    return this.#names.local[this.#cell(element, E.Name)] ?? ''
  }

  prefix(element: XmlElement): string {
    const names = this.#names
    return names.prefixes[names.prefixOf[this.#cell(element, E.Name)] ?? 0] ?? ''
  }

  /** Null: in no namespace, or its prefix is not declared. */
  namespace(element: XmlElement): string | null {
    return this.#namespaceName(this.#cell(element, E.Namespace))
  }

  parent(element: XmlElement): XmlElement {
    return this.#cell(element, E.Parent) - 1
  }

  firstChild(element: XmlElement): XmlElement {
    return this.#cell(element, E.FirstChild) - 1
  }

  nextSibling(element: XmlElement): XmlElement {
    return this.#cell(element, E.NextSibling) - 1
  }

  hasChildren(element: XmlElement): boolean {
    return (this.#cell(element, E.Flags) & ContentFlag.Children) !== 0
  }

  children(element: XmlElement): XmlElement[] {
    const children: XmlElement[] = []
    for (let child = this.firstChild(element); child !== noElement; child = this.nextSibling(child)) {
      children.push(child)
    }
    return children
  }

  /** Offset of the element's `<`. */
  start(element: XmlElement): number {
    return this.#cell(element, E.Start)
  }

  /** Offset behind the element's last `>`. */
  end(element: XmlElement): number {
    return this.#cell(element, E.End)
  }

  contentStart(element: XmlElement): number {
    return this.#cell(element, E.ContentStart)
  }

  contentEnd(element: XmlElement): number {
    return this.#cell(element, E.ContentEnd)
  }

  /** Whether anything but white space, comments and elements stands directly in the element. */
  hasText(element: XmlElement): boolean {
    return (this.#cell(element, E.Flags) & ContentFlag.Text) !== 0
  }

  /** The text directly in the element, white space and all; that of its children is not part of it. */
  value(element: XmlElement): string {
    const from = this.#cell(element, E.ContentStart)
    const to = this.#cell(element, E.ContentEnd)
    const flags = this.#cell(element, E.Flags)
    if ((flags & (ContentFlag.Children | ContentFlag.Markup)) === 0) {
      const end = Math.min(to, from + this.#textLengthLimit)
      const plain = (flags & (ContentFlag.Reference | ContentFlag.CarriageReturn)) === 0
      return plain ? this.text.slice(from, end) : resolveText(this.text, from, end, false)
    }
    let value = ''
    for (const item of this.contents(element)) {
      if (item.kind === 'text' || item.kind === 'cdata') value += item.value
    }
    return value.length > this.#textLengthLimit ? value.slice(0, this.#textLengthLimit) : value
  }

  /** Everything in the element, in order and with places. */
  contents(element: XmlElement): XmlContent[] {
    const items: XmlContent[] = []
    let from = this.contentStart(element)
    for (let child = this.firstChild(element); child !== noElement; child = this.nextSibling(child)) {
      this.#readGap(from, this.start(child), items)
      from = this.end(child)
      items.push({ kind: 'element', element: child, start: this.start(child), end: from })
    }
    this.#readGap(from, this.contentEnd(element), items)
    return items
  }

  attributeCount(element: XmlElement): number {
    return this.#cell(element, E.AttributeCount)
  }

  attributes(element: XmlElement): XmlAttribute[] {
    const list: XmlAttribute[] = []
    for (let index = 0; index < this.attributeCount(element); index++)
      list.push(this.#attributeAt(element, index))
    return list
  }

  /** The value of the first attribute with this local name, whatever its prefix; undefined if there is none. */
  attribute(element: XmlElement, localName: string): string | undefined {
    const row = this.#findAttribute(element, localName)
    return row < 0 ? undefined : this.#attributeValue(row)
  }

  /** Like `attribute`, with its places and namespace. */
  findAttribute(element: XmlElement, localName: string): XmlAttribute | undefined {
    const row = this.#findAttribute(element, localName)
    return row < 0 ? undefined : this.#describeAttribute(row)
  }

  /**
   * The innermost element around (or being) this one that declares namespaces, `noElement` if none does. Elements
   * with the same one see the same prefixes.
   */
  namespaceScope(element: XmlElement): XmlElement {
    let scope = element
    while (scope !== noElement && (this.#cell(scope, E.Flags) & ContentFlag.Declares) === 0)
      scope = this.parent(scope)
    return scope
  }

  /** The namespace a prefix stands for inside the element; null if it is not declared there. */
  namespaceOfPrefix(element: XmlElement, prefix: string): string | null {
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    let scope = this.namespaceScope(element)
    for (; scope !== noElement; scope = this.namespaceScope(this.parent(scope))) {
      const first = this.#cell(scope, E.FirstAttribute)
      for (let index = 0; index < this.#cell(scope, E.AttributeCount); index++) {
        const row = (first + index) * A.Size
        if (this.#names.qualified[this.#attributeCell(row, A.Name)] === declaration)
          return this.#attributeValue(row)
      }
    }
    return prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : null
  }

  /** Line and column of an offset. The first call reads the whole text for its line ends. */
  positionAt(offset: number): TextPosition {
    this.#lineStarts ??= findLineStarts(this.text)
    const starts = this.#lineStarts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }

  #cell(element: XmlElement, column: number): number {
    return this.#elements[element * E.Size + column] ?? 0
  }

  #attributeCell(row: number, column: number): number {
    return this.#attributes[row + column] ?? 0
  }

  #namespaceName(id: number): string | null {
    return id === 0 ? null : (this.#namespaces[id] ?? null)
  }

  #findAttribute(element: XmlElement, localName: string): number {
    const count = this.#cell(element, E.AttributeCount)
    const first = this.#cell(element, E.FirstAttribute)
    for (let index = 0; index < count; index++) {
      const row = (first + index) * A.Size
      if (this.#names.local[this.#attributeCell(row, A.Name)] === localName) return row
    }
    return -1
  }

  #attributeAt(element: XmlElement, index: number): XmlAttribute {
    return this.#describeAttribute((this.#cell(element, E.FirstAttribute) + index) * A.Size)
  }

  #describeAttribute(row: number): XmlAttribute {
    const name = this.#attributeCell(row, A.Name)
    return {
      qualifiedName: this.#names.qualified[name] ?? '',
      localName: this.#names.local[name] ?? '',
      namespace: this.#namespaceName(this.#attributeCell(row, A.Namespace)),
      value: this.#attributeValue(row),
      start: this.#attributeCell(row, A.Start),
      end: this.#attributeCell(row, A.End),
      valueStart: this.#attributeCell(row, A.ValueStart),
      valueEnd: this.#attributeCell(row, A.ValueEnd),
    }
  }

  #attributeValue(row: number): string {
    const from = this.#attributeCell(row, A.ValueStart)
    const to = this.#attributeCell(row, A.ValueEnd)
    return this.#attributes[row + A.Plain] === 1
      ? this.text.slice(from, to)
      : resolveText(this.text, from, to, true)
  }

  /** Reads what lies between two elements. It takes the same decisions as the reader did, which saw no element here. */
  #readGap(from: number, to: number, items: XmlContent[]): void {
    const text = this.text
    let textFrom = from
    let at = from
    const flush = (end: number): void => {
      if (end <= textFrom) return
      items.push({ kind: 'text', value: resolveText(text, textFrom, end, false), start: textFrom, end })
    }
    while (at < to) {
      const open = text.indexOf('<', at)
      if (open < 0 || open >= to) break
      const markup = markupAt(text, open, to)
      if (markup === null) {
        at = open + 1
        continue
      }
      flush(open)
      if (markup.kind !== 'skipped') {
        const raw = text.slice(markup.from, markup.to)
        const value = raw.includes('\r') ? raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : raw
        items.push({ kind: markup.kind, value, start: open, end: markup.end })
      }
      at = markup.end
      textFrom = at
    }
    flush(to)
  }
}

interface Markup {
  readonly kind: 'cdata' | 'comment' | 'instruction' | 'skipped'
  readonly from: number
  readonly to: number
  readonly end: number
}

function delimited(text: string, kind: Markup['kind'], from: number, close: string, limit: number): Markup {
  const found = text.indexOf(close, from)
  if (found < 0 || found >= limit) return { kind, from, to: limit, end: limit }
  return { kind, from, to: found, end: Math.min(limit, found + close.length) }
}

/** Markup that is no element, at a `<`; null: the `<` stands for itself. */
function markupAt(text: string, open: number, limit: number): Markup | null {
  const next = text.charCodeAt(open + 1)
  if (next === EXCLAMATION) {
    if (text.startsWith('<!--', open)) return delimited(text, 'comment', open + 4, '-->', limit)
    if (text.startsWith('<![CDATA[', open)) return delimited(text, 'cdata', open + 9, ']]>', limit)
    return delimited(text, 'skipped', open + 2, '>', limit)
  }
  if (next === QUESTION) return delimited(text, 'instruction', open + 2, '?>', limit)
  if (next === SLASH)
    return { kind: 'skipped', from: open, to: open, end: Math.min(limit, endTagEnd(text, open)) }
  return isNameStart(next) ? { kind: 'skipped', from: open, to: open, end: limit } : null
}

/** The offset behind an end tag that begins at `open`: after its `>`, or before the next `<` if that is missing. */
export function endTagEnd(text: string, open: number): number {
  let at = open + 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === GREATER) return at + 1
    if (code === LESS) return at
    at++
  }
  return at
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1)
  }
  return starts
}

/** Whether a text has nothing but white space between two offsets. */
export function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!isWhitespace(text.charCodeAt(at))) return false
  }
  return true
}

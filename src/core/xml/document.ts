import type { XmlContent } from './contents.js'
import { isBlank, readGap } from './contents.js'
import type { XmlDeclaration } from './declaration.js'
import type { XmlDefect } from './defects.js'
import type { TextPosition } from './line-starts.js'
import { findLineStarts, positionIn } from './line-starts.js'
import type { NameTable } from './names.js'
import type { IntegerTable } from './node-table.js'
import { AttributeColumn, ContentFlag, ElementColumn, TagColumn, TagFlag } from './node-table.js'
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

/** What the reader hands over. */
export interface XmlDocumentParts {
  readonly text: string
  readonly names: NameTable
  readonly namespaces: readonly string[]
  readonly elements: IntegerTable
  readonly tags: IntegerTable
  readonly attributes: IntegerTable
  readonly roots: readonly XmlElement[]
  readonly declaration: XmlDeclaration | null
  readonly defects: readonly XmlDefect[]
  readonly suppressedDefects: number
  readonly textLengthLimit: number
}

const E = ElementColumn
const T = TagColumn
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
  readonly #tags: Int32Array
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
    this.#tags = parts.tags.cells
    this.#attributes = parts.attributes.cells
    this.#textLengthLimit = parts.textLengthLimit
  }

  /** The first root, or `noElement`. */
  get root(): XmlElement {
    return this.roots[0] ?? noElement
  }

  /**
   * The number of its start tag. Elements of one number have the same start tag, character for character, and see the
   * same namespaces: what was found out about the tag of one holds for all.
   */
  tag(element: XmlElement): number {
    return this.#cell(element, E.Tag)
  }

  qualifiedName(element: XmlElement): string {
    return this.#names.qualified[this.#tagCell(element, T.Name)] ?? ''
  }

  localName(element: XmlElement): string {
    return this.#names.local[this.#tagCell(element, T.Name)] ?? ''
  }

  prefix(element: XmlElement): string {
    const names = this.#names
    return names.prefixes[names.prefixOf[this.#tagCell(element, T.Name)] ?? 0] ?? ''
  }

  /** Null: in no namespace, or its prefix is not declared. */
  namespace(element: XmlElement): string | null {
    return this.#namespaceName(this.#tagCell(element, T.Namespace))
  }

  parent(element: XmlElement): XmlElement {
    return element === noElement ? noElement : this.#cell(element, E.Parent)
  }

  firstChild(element: XmlElement): XmlElement {
    return this.hasChildren(element) ? element + 1 : noElement
  }

  nextSibling(element: XmlElement): XmlElement {
    const next = this.#cell(element, E.Next)
    const parent = this.#cell(element, E.Parent)
    const isSibling = parent >= 0 && next < this.elementCount && this.#cell(next, E.Parent) === parent
    return isSibling ? next : noElement
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

  /** Whether the text ends before the element does: what it lacks was cut off. */
  isCut(element: XmlElement): boolean {
    return this.end(element) >= this.text.length && this.defects.some(({ rule }) => rule === 'truncated')
  }

  contentStart(element: XmlElement): number {
    return this.#cell(element, E.ContentStart)
  }

  contentEnd(element: XmlElement): number {
    return this.#cell(element, E.ContentEnd)
  }

  /** Whether anything but white space, comments and elements stands directly in the element. */
  hasText(element: XmlElement): boolean {
    if ((this.#cell(element, E.Flags) & ContentFlag.Markup) !== 0) {
      return this.contents(element).some(
        ({ kind, start, end }) => kind === 'cdata' || (kind === 'text' && !isBlank(this.text, start, end)),
      )
    }
    let from = this.contentStart(element)
    for (let child = this.firstChild(element); child !== noElement; child = this.nextSibling(child)) {
      if (!isBlank(this.text, from, this.start(child))) return true
      from = this.end(child)
    }
    return !isBlank(this.text, from, this.contentEnd(element))
  }

  /** The text directly in the element, white space and all; that of its children is not part of it. */
  value(element: XmlElement): string {
    const flags = this.#cell(element, E.Flags)
    const from = this.#cell(element, E.ContentStart)
    const to = this.#cell(element, E.ContentEnd)
    const limit = this.#textLengthLimit
    if ((flags & (ContentFlag.Children | ContentFlag.Markup)) === 0) {
      const end = Math.min(to, from + limit)
      return flags === 0 ? this.text.slice(from, end) : resolveText(this.text, from, end, false)
    }
    let value = ''
    for (const item of this.contents(element)) {
      if (item.kind === 'text' || item.kind === 'cdata') value += item.value
    }
    return value.length > limit ? value.slice(0, limit) : value
  }

  /** Everything in the element, in order and with places. */
  contents(element: XmlElement): XmlContent[] {
    const items: XmlContent[] = []
    let from = this.contentStart(element)
    for (let child = this.firstChild(element); child !== noElement; child = this.nextSibling(child)) {
      readGap(this.text, from, this.start(child), items)
      from = this.end(child)
      items.push({ kind: 'element', element: child, start: this.start(child), end: from })
    }
    readGap(this.text, from, this.contentEnd(element), items)
    return items
  }

  attributeCount(element: XmlElement): number {
    return this.#tagCell(element, T.AttributeCount)
  }

  attributes(element: XmlElement): XmlAttribute[] {
    const list: XmlAttribute[] = []
    const end = this.#attributesEnd(element)
    for (let row = this.#firstAttribute(element); row < end; row += A.Size) {
      list.push(this.#describeAttribute(element, row))
    }
    return list
  }

  /** The value of the first attribute with this local name, whatever its prefix; undefined if there is none. */
  attribute(element: XmlElement, localName: string): string | undefined {
    const row = this.#findAttribute(element, localName)
    return row < 0 ? undefined : this.#attributeValue(element, row)
  }

  /** Like `attribute`, with its places and namespace. */
  findAttribute(element: XmlElement, localName: string): XmlAttribute | undefined {
    const row = this.#findAttribute(element, localName)
    return row < 0 ? undefined : this.#describeAttribute(element, row)
  }

  /** The namespace a prefix stands for inside the element; null if it is not declared there. */
  namespaceOfPrefix(element: XmlElement, prefix: string): string | null {
    const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
    for (let scope = element; scope !== noElement; scope = this.parent(scope)) {
      if ((this.#tagCell(scope, T.Flags) & TagFlag.Declares) === 0) continue
      const end = this.#attributesEnd(scope)
      for (let row = this.#firstAttribute(scope); row < end; row += A.Size) {
        const isDeclaration = this.#names.qualified[this.#attributeCell(row, A.Name)] === declaration
        if (isDeclaration) return this.#attributeValue(scope, row)
      }
    }
    return prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : null
  }

  /** Line and column of an offset. The first call reads the whole text for its line ends. */
  positionAt(offset: number): TextPosition {
    this.#lineStarts ??= findLineStarts(this.text)
    return positionIn(this.#lineStarts, offset)
  }

  #cell(element: XmlElement, column: number): number {
    return this.#elements[element * E.Size + column] ?? 0
  }

  #tagCell(element: XmlElement, column: number): number {
    return this.#tags[this.#cell(element, E.Tag) * T.Size + column] ?? 0
  }

  #attributeCell(row: number, column: number): number {
    return this.#attributes[row + column] ?? 0
  }

  #namespaceName(id: number): string | null {
    return id === 0 ? null : (this.#namespaces[id] ?? null)
  }

  #firstAttribute(element: XmlElement): number {
    return this.#tagCell(element, T.FirstAttribute) * A.Size
  }

  #attributesEnd(element: XmlElement): number {
    return (this.#tagCell(element, T.FirstAttribute) + this.#tagCell(element, T.AttributeCount)) * A.Size
  }

  #findAttribute(element: XmlElement, localName: string): number {
    const end = this.#attributesEnd(element)
    for (let row = this.#firstAttribute(element); row < end; row += A.Size) {
      if (this.#names.local[this.#attributeCell(row, A.Name)] === localName) return row
    }
    return -1
  }

  #describeAttribute(element: XmlElement, row: number): XmlAttribute {
    const name = this.#attributeCell(row, A.Name)
    const origin = this.start(element)
    return {
      qualifiedName: this.#names.qualified[name] ?? '',
      localName: this.#names.local[name] ?? '',
      namespace: this.#namespaceName(this.#attributeCell(row, A.Namespace)),
      value: this.#attributeValue(element, row),
      start: origin + this.#attributeCell(row, A.Start),
      end: origin + this.#attributeCell(row, A.End),
      valueStart: origin + this.#attributeCell(row, A.ValueStart),
      valueEnd: origin + this.#attributeCell(row, A.ValueEnd),
    }
  }

  #attributeValue(element: XmlElement, row: number): string {
    const origin = this.start(element)
    const from = origin + this.#attributeCell(row, A.ValueStart)
    const to = origin + this.#attributeCell(row, A.ValueEnd)
    return this.#attributeCell(row, A.Plain) === 1
      ? this.text.slice(from, to)
      : resolveText(this.text, from, to, true)
  }
}

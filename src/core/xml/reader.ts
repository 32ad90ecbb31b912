import { endsInside } from './attribute-reader.js'
import {
  AMPERSAND,
  CLOSE_BRACKET,
  CR,
  GREATER,
  LESS,
  LF,
  SLASH,
  SPACE,
  TAB,
  isNameCharacter,
  isNameStart,
} from './characters.js'
import { checkCharacter } from './character-check.js'
import { isBlank } from './contents.js'
import type { XmlRule } from './defects.js'
import { DefectLog } from './defects.js'
import type { XmlDeclaration } from './declaration.js'
import { readDeclaration } from './declaration.js'
import { XmlDocument } from './document.js'
import type { XmlLimits } from './limits.js'
import { defaultXmlLimits } from './limits.js'
import { beginsMarkup, endTagEnd, markupAt } from './markup.js'
import { NameTable } from './names.js'
import { NamespaceScopes } from './namespace-scopes.js'
import {
  AttributeColumn,
  ContentFlag,
  ElementColumn,
  IntegerTable,
  TagColumn,
  TagFlag,
} from './node-table.js'
import { OddCharacters } from './odd-characters.js'
import { checkReference } from './references.js'
import { StartTagReader } from './start-tag-reader.js'
import { TagTable } from './tag-table.js'

const E = ElementColumn
const T = TagColumn

/**
 * Reads a text as XML with namespaces. It never throws on input and takes time linear in its length: damage is
 * listed in `defects` with the place where it is, and reading goes on behind it. Only a DOCTYPE or a limit ends
 * it early; what stands before is kept.
 */
export function readXml(text: string, limits: Partial<XmlLimits> = {}): XmlDocument {
  return new XmlReader(text, { ...defaultXmlLimits, ...limits }).read()
}

/**
 * One pass over one text. A method that reads something takes its offset and gives the offset behind it. What costs
 * time in a large message is going from `<` to `<`; the search for it, for the end of a tag known from before and for
 * characters that need a look is left to the engine, which does not go character by character.
 */
class XmlReader {
  readonly #text: string
  readonly #length: number
  readonly #limits: XmlLimits
  readonly #defects: DefectLog
  readonly #names = new NameTable()
  readonly #tags = new TagTable()
  readonly #elements: IntegerTable
  readonly #attributes = new IntegerTable(AttributeColumn.Size, 32)
  readonly #startTags: StartTagReader
  readonly #namespaces: NamespaceScopes
  readonly #oddCharacters: OddCharacters
  readonly #roots: number[] = []
  #declaration: XmlDeclaration | null = null

  /** The innermost open element; -1 outside the root. */
  #current = -1
  /** Open elements. */
  #depth = 0
  #stopped = false

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#length = text.length
    this.#limits = limits
    this.#defects = new DefectLog(limits.defects)
    this.#elements = new IntegerTable(E.Size, Math.min(65_536, Math.ceil(text.length / 48)))
    this.#namespaces = new NamespaceScopes(text, this.#names, this.#attributes, this.#defects)
    this.#startTags = new StartTagReader(
      text,
      this.#names,
      this.#tags,
      this.#attributes,
      this.#namespaces,
      this.#defects,
      limits,
    )
    this.#oddCharacters = new OddCharacters(text)
  }

  read(): XmlDocument {
    const text = this.#text
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
    while (at < this.#length && !this.#stopped) {
      if (text.charCodeAt(at) === LESS) at = this.#readMarkup(at)
      else if (this.#current < 0) at = this.#readOutside(at)
      else at = this.#readText(at)
    }
    this.#finish(at)
    return new XmlDocument({
      text,
      names: this.#names,
      namespaces: this.#namespaces.namespaces,
      elements: this.#elements,
      tags: this.#tags.rows,
      attributes: this.#attributes,
      roots: this.#roots,
      declaration: this.#declaration,
      defects: this.#defects.list,
      suppressedDefects: this.#defects.suppressed,
      textLengthLimit: this.#limits.textLength,
    })
  }

  #finish(at: number): void {
    if (this.#current >= 0) {
      if (!this.#stopped) {
        const message = `The text ends inside the element ${this.#nameOf(this.#current)}; it was read as far as it goes.`
        this.#report('truncated', message, at, 0)
      }
      while (this.#current >= 0) this.#close(at, at)
    }
    if (this.#roots.length === 0 && !this.#stopped) {
      this.#report('no-root', 'There is no XML element in the text.', 0, this.#length)
    }
  }

  #report(rule: XmlRule, message: string, offset: number, length: number): void {
    this.#defects.add(rule, message, offset, length)
  }

  /** The number of an element's name. */
  #nameIdOf(element: number): number {
    return this.#tags.rows.cells[this.#cell(element, E.Tag) * T.Size + T.Name] ?? 0
  }

  #nameOf(element: number): string {
    return this.#names.qualified[this.#nameIdOf(element)] ?? ''
  }

  #cell(element: number, column: number): number {
    return this.#elements.cells[element * E.Size + column] ?? 0
  }

  /** Notes what stands in the present element's content. */
  #flag(flag: number): void {
    if (this.#current < 0) return
    const { cells } = this.#elements
    const cell = this.#current * E.Size + E.Flags
    cells[cell] = (cells[cell] ?? 0) | flag
  }

  /** Ends reading here, keeping what stands before. */
  #stop(rule: XmlRule, message: string, offset: number, length: number): number {
    this.#report(rule, message, offset, length)
    this.#stopped = true
    return offset
  }

  // ---- text -------------------------------------------------------------------------------------------------

  #readText(from: number): number {
    const found = this.#text.indexOf('<', from)
    const to = found < 0 ? this.#length : found
    const odd = this.#oddCharacters.from(from)
    if (odd < to) {
      this.#flag(ContentFlag.Odd)
      this.#checkText(odd, to)
    }
    if (to - from > this.#limits.textLength) {
      const message = `This text has ${to - from} characters, more than the ${this.#limits.textLength} that are kept; the rest was cut off.`
      this.#report('limit-reached', message, from, to - from)
    }
    return to
  }

  /** Names what is wrong with the characters of a stretch of text. */
  #checkText(from: number, to: number): void {
    const text = this.#text
    let at = from
    while (at < to) {
      const code = text.charCodeAt(at)
      if (code === AMPERSAND) at = checkReference(text, at, this.#length, this.#defects)
      else if (code === CLOSE_BRACKET || code >= 0xd800) at = checkCharacter(text, at, code, this.#defects)
      else if (code >= SPACE || code === LF || code === CR || code === TAB) at++
      else at = checkCharacter(text, at, code, this.#defects)
    }
  }

  /** Text before or behind the root element. */
  #readOutside(from: number): number {
    const found = this.#text.indexOf('<', from)
    let to = found < 0 ? this.#length : found
    // A '<' that begins no markup belongs to the text around it (a syslog priority, "<13>").
    while (to < this.#length && !beginsMarkup(this.#text, to)) {
      const next = this.#text.indexOf('<', to + 1)
      to = next < 0 ? this.#length : next
    }
    this.#reportOutside(from, to)
    return to
  }

  #reportOutside(from: number, to: number): void {
    if (isBlank(this.#text, from, to)) return
    const before = this.#roots.length === 0
    const where = before ? 'before' : 'behind'
    const message = `There is text ${where} the root element; it was read over.`
    this.#defects.addRun(before ? 'text-before-root' : 'text-after-root', message, from, to - from)
  }

  // ---- markup -----------------------------------------------------------------------------------------------

  #readMarkup(at: number): number {
    const next = this.#text.charCodeAt(at + 1)
    if (next === SLASH) return this.#readEndTag(at)
    if (isNameStart(next)) return this.#readStartTag(at)
    return this.#readOtherMarkup(at)
  }

  #readOtherMarkup(at: number): number {
    const markup = markupAt(this.#text, at, this.#length)
    if (markup === null) return this.#readLessThan(at)
    const { kind, end, complete } = markup
    if (kind === 'doctype') {
      const message = 'A DOCTYPE is not allowed in SOAP and can hide attacks; nothing from here on was read.'
      return this.#stop('doctype-refused', message, at, 9)
    }
    if (this.#current >= 0) this.#flag(ContentFlag.Markup)
    else if (kind === 'cdata') this.#reportOutside(at, end)
    if (kind === 'declaration') {
      const message = 'This markup declaration has no place in a document; it was skipped.'
      this.#report('malformed-markup', message, at, end - at)
    } else if (!complete) {
      this.#stop('truncated', `The ${markupNames[kind]} that begins here has no end.`, at, end - at)
    }
    if (kind === 'instruction') this.#noteDeclaration(at, end)
    return end
  }

  /** A `<` that begins no markup. */
  #readLessThan(at: number): number {
    if (this.#current < 0) return this.#readOutside(at)
    const message = 'A "<" stands in the text without beginning markup; it was read as itself.'
    this.#report('raw-less-than', message, at, 1)
    this.#flag(ContentFlag.Markup)
    return at + 1
  }

  /** If this processing instruction is an XML declaration, takes it, and sees that it is in its place. */
  #noteDeclaration(at: number, end: number): void {
    const declaration = readDeclaration(this.#text, at, end)
    if (declaration === null) return
    this.#declaration ??= declaration
    const first = this.#text.charCodeAt(0) === 0xfeff ? 1 : 0
    if (at === first) return
    const message =
      'The XML declaration must be the very first thing in the document; here something stands before it.'
    this.#report('declaration-not-first', message, at, end - at)
  }

  // ---- start tags -------------------------------------------------------------------------------------------

  #readStartTag(start: number): number {
    const { elements, depth } = this.#limits
    if (this.#elements.rows >= elements) {
      const message = `More than ${elements} elements; nothing from here on was read.`
      return this.#stop('limit-reached', message, start, 0)
    }
    if (this.#depth >= depth) {
      const message = `Elements nest deeper than ${depth}; nothing from here on was read.`
      return this.#stop('limit-reached', message, start, 0)
    }
    const end = this.#startTags.read(start)
    if (end === endsInside) return this.#truncatedTag(start)
    this.#enter(start, end, this.#startTags.tag)
    return end
  }

  /** The text ends inside a tag: what is there of it says nothing reliable, so it makes no element. */
  #truncatedTag(start: number): number {
    this.#report('truncated', 'The text ends inside a tag.', start, this.#length - start)
    this.#flag(ContentFlag.Markup)
    this.#stopped = true
    return this.#length
  }

  #enter(start: number, contentStart: number, tag: number): void {
    const element = this.#elements.rows
    if (this.#current >= 0) this.#flag(ContentFlag.Children)
    else this.#addRoot(element, tag, start, contentStart)
    const row = this.#elements.add()
    const { cells } = this.#elements
    cells[row + E.Start] = start
    cells[row + E.ContentStart] = contentStart
    cells[row + E.Tag] = tag
    cells[row + E.Parent] = this.#current
    this.#current = element
    this.#depth++
    const isEmpty = ((this.#tags.rows.cells[tag * T.Size + T.Flags] ?? 0) & TagFlag.Empty) !== 0
    if (isEmpty) this.#close(contentStart, contentStart)
  }

  #addRoot(element: number, tag: number, start: number, contentStart: number): void {
    if (this.#roots.length > 0) {
      const name = this.#names.qualified[this.#tags.rows.cells[tag * T.Size + T.Name] ?? 0] ?? ''
      const message = `A second root element begins here: ${name}.`
      this.#report('second-root', message, start, contentStart - start)
    }
    this.#roots.push(element)
  }

  // ---- end tags ---------------------------------------------------------------------------------------------

  #readEndTag(start: number): number {
    if (this.#current >= 0) {
      // The end tag that is expected, spelled exactly, is nearly always what comes.
      const name = this.#nameOf(this.#current)
      const close = start + 2 + name.length
      if (this.#text.charCodeAt(close) === GREATER && this.#text.slice(start + 2, close) === name) {
        this.#close(start, close + 1)
        return close + 1
      }
    }
    return this.#readOtherEndTag(start)
  }

  /** An end tag that is not simply the expected one. */
  #readOtherEndTag(start: number): number {
    const text = this.#text
    let nameEnd = start + 2
    while (isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++
    const end = endTagEnd(text, start)
    const complete = text.charCodeAt(end - 1) === GREATER
    if (end >= this.#length && !complete) return this.#truncatedTag(start)
    const name = text.slice(start + 2, nameEnd)
    if (!complete || !isBlank(text, nameEnd, end - 1)) {
      this.#report('malformed-end-tag', 'An end tag holds nothing but its name.', start, end - start)
    }
    if (this.#current >= 0 && this.#nameOf(this.#current) === name) this.#close(start, end)
    else if (this.#isOpen(name)) this.#closeUpTo(name, start, end)
    else this.#readForeignEndTag(name, start, end)
    return end
  }

  /** Goes no further than the depth limit lets elements nest. */
  #isOpen(name: string): boolean {
    for (let element = this.#current; element >= 0; element = this.#cell(element, E.Parent)) {
      if (this.#nameOf(element) === name) return true
    }
    return false
  }

  /** Missing end tags of elements inside of the one that ends here. */
  #closeUpTo(name: string, start: number, end: number): void {
    while (this.#current >= 0 && this.#nameOf(this.#current) !== name) {
      const open = this.#cell(this.#current, E.Start)
      const length = this.#cell(this.#current, E.ContentStart) - open
      const message = `<${this.#nameOf(this.#current)}> has no end tag; </${shorten(name)}> ended it.`
      this.#report('missing-end-tag', message, open, length)
      this.#close(start, start)
    }
    this.#close(start, end)
  }

  /** An end tag of a name that no open element has. */
  #readForeignEndTag(name: string, start: number, end: number): void {
    const currentName = this.#current < 0 ? '' : this.#nameOf(this.#current)
    if (this.#current >= 0 && this.#looksLikeItsEnd(name, currentName)) {
      const message = `<${currentName}> is ended by </${shorten(name)}>; it was taken as its end tag.`
      this.#report('mismatched-end-tag', message, start, end - start)
      this.#close(start, end)
      return
    }
    const message = `</${shorten(name)}> ends an element that is not open; it was skipped.`
    this.#report('stray-end-tag', message, start, end - start)
    this.#flag(ContentFlag.Markup)
  }

  /** A foreign end tag right behind an element's text, or with only another prefix, is a misspelt end of that element. */
  #looksLikeItsEnd(name: string, currentName: string): boolean {
    const local = (qualified: string): string => qualified.slice(qualified.lastIndexOf(':') + 1)
    if (local(name) === local(currentName)) return true
    return (this.#cell(this.#current, E.Flags) & ContentFlag.Children) === 0
  }

  #close(contentEnd: number, end: number): void {
    const { cells, rows } = this.#elements
    const row = this.#current * E.Size
    cells[row + E.ContentEnd] = contentEnd
    cells[row + E.End] = end
    cells[row + E.Next] = rows
    const tagFlags = this.#tags.rows.cells[(cells[row + E.Tag] ?? 0) * T.Size + T.Flags] ?? 0
    if ((tagFlags & TagFlag.Declares) !== 0) this.#namespaces.leave()
    this.#current = cells[row + E.Parent] ?? -1
    this.#depth--
  }
}

/** What markup is called that the text can end in. */
const markupNames = {
  cdata: 'CDATA section',
  comment: 'comment',
  instruction: 'processing instruction',
  tag: 'tag',
} as const

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

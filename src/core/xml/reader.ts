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
import { AttributeColumn, ContentFlag, IntegerTable, TagColumn } from './node-table.js'
import { OddCharacters } from './odd-characters.js'
import { OpenElements } from './open-elements.js'
import { checkReference } from './references.js'
import { shown } from './shown.js'
import { StartTagReader } from './start-tag-reader.js'
import { TagTable } from './tag-table.js'

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
  readonly #open: OpenElements
  readonly #attributes = new IntegerTable(AttributeColumn.Size, 32)
  readonly #startTags: StartTagReader
  readonly #namespaces: NamespaceScopes
  readonly #oddCharacters: OddCharacters
  readonly #roots: number[] = []
  #declaration: XmlDeclaration | null = null

  #stopped = false

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#length = text.length
    this.#limits = limits
    this.#defects = new DefectLog(limits.defects)
    this.#namespaces = new NamespaceScopes(text, this.#names, this.#attributes, this.#defects)
    const expected = Math.min(131_072, Math.ceil(text.length / 48))
    this.#open = new OpenElements(expected, this.#tags.rows, this.#names, this.#namespaces)
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
      else if (this.#open.current < 0) at = this.#readOutside(at)
      else at = this.#readText(at)
    }
    this.#finish(at)
    return new XmlDocument({
      text,
      names: this.#names,
      namespaces: this.#namespaces.namespaces,
      elements: this.#open.table,
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
    if (this.#open.current >= 0) {
      if (!this.#stopped) {
        const message = `The text ends inside the element ${shown(this.#open.currentName)}; it was read as far as it goes.`
        this.#report('truncated', message, at, 0)
      }
      while (this.#open.current >= 0) this.#open.close(at, at)
    }
    if (this.#roots.length === 0 && !this.#stopped) {
      this.#report('no-root', 'There is no XML element in the text.', 0, this.#length)
    }
  }

  #report(rule: XmlRule, message: string, offset: number, length: number): void {
    this.#defects.add(rule, message, offset, length)
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
      this.#open.flag(ContentFlag.Odd)
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
    if (this.#open.current >= 0) this.#open.flag(ContentFlag.Markup)
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
    if (this.#open.current < 0) return this.#readOutside(at)
    const message = 'A "<" stands in the text without beginning markup; it was read as itself.'
    this.#report('raw-less-than', message, at, 1)
    this.#open.flag(ContentFlag.Markup)
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
    if (this.#open.table.rows >= elements) {
      const message = `More than ${elements} elements; nothing from here on was read.`
      return this.#stop('limit-reached', message, start, 0)
    }
    if (this.#open.depth >= depth) {
      const message = `Elements nest deeper than ${depth}; nothing from here on was read.`
      return this.#stop('limit-reached', message, start, 0)
    }
    const end = this.#startTags.read(start)
    if (end === endsInside) return this.#truncatedTag(start)
    if (this.#open.current < 0) this.#addRoot(start, end, this.#startTags.tag)
    this.#open.enter(start, end, this.#startTags.tag)
    return end
  }

  /** The text ends inside a tag: what is there of it says nothing reliable, so it makes no element. */
  #truncatedTag(start: number): number {
    this.#report('truncated', 'The text ends inside a tag.', start, this.#length - start)
    this.#open.flag(ContentFlag.Markup)
    this.#stopped = true
    return this.#length
  }

  #addRoot(start: number, end: number, tag: number): void {
    if (this.#roots.length > 0) {
      const name =
        this.#names.qualified[this.#tags.rows.cells[tag * TagColumn.Size + TagColumn.Name] ?? 0] ?? ''
      this.#report('second-root', `A second root element begins here: ${shown(name)}.`, start, end - start)
    }
    this.#roots.push(this.#open.table.rows)
  }

  // ---- end tags ---------------------------------------------------------------------------------------------

  #readEndTag(start: number): number {
    if (this.#open.current >= 0) {
      // The end tag that is expected, spelled exactly, is nearly always what comes.
      const name = this.#open.currentName
      const close = start + 2 + name.length
      if (this.#text.charCodeAt(close) === GREATER && this.#text.slice(start + 2, close) === name) {
        this.#open.close(start, close + 1)
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
    if (this.#open.current >= 0 && this.#open.currentName === name) this.#open.close(start, end)
    else if (this.#open.isOpen(name)) this.#closeUpTo(name, start, end)
    else this.#readForeignEndTag(name, start, end)
    return end
  }

  /** Missing end tags of elements inside of the one that ends here. */
  #closeUpTo(name: string, start: number, end: number): void {
    while (this.#open.current >= 0 && this.#open.currentName !== name) {
      const tag = this.#open.currentTag
      const message = `<${shown(this.#open.currentName)}> has no end tag; </${shown(name)}> ended it.`
      this.#report('missing-end-tag', message, tag.start, tag.end - tag.start)
      this.#open.close(start, start)
    }
    this.#open.close(start, end)
  }

  /** An end tag of a name that no open element has. */
  #readForeignEndTag(name: string, start: number, end: number): void {
    const currentName = this.#open.current < 0 ? '' : this.#open.currentName
    if (this.#open.current >= 0 && this.#looksLikeItsEnd(name, currentName)) {
      const message = `<${shown(currentName)}> is ended by </${shown(name)}>; it was taken as its end tag.`
      this.#report('mismatched-end-tag', message, start, end - start)
      this.#open.close(start, end)
      return
    }
    const message = `</${shown(name)}> ends an element that is not open; it was skipped.`
    this.#report('stray-end-tag', message, start, end - start)
    this.#open.flag(ContentFlag.Markup)
  }

  /** A foreign end tag right behind an element's text, or with only another prefix, is a misspelt end of that element. */
  #looksLikeItsEnd(name: string, currentName: string): boolean {
    const local = (qualified: string): string => qualified.slice(qualified.lastIndexOf(':') + 1)
    if (local(name) === local(currentName)) return true
    return !this.#open.currentHasChildren
  }
}

/** What markup is called that the text can end in. */
const markupNames = {
  cdata: 'CDATA section',
  comment: 'comment',
  instruction: 'processing instruction',
  tag: 'tag',
} as const

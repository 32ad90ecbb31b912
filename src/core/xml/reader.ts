import {
  AMPERSAND,
  CLOSE_BRACKET,
  COLON,
  CR,
  EXCLAMATION,
  GREATER,
  LESS,
  LF,
  QUESTION,
  SLASH,
  SPACE,
  TAB,
  isNameCharacter,
  isNameStart,
} from './characters.js'
import { AttributeReader, endsInside } from './attribute-reader.js'
import { checkCharacter } from './character-check.js'
import type { XmlRule } from './defects.js'
import { DefectLog } from './defects.js'
import type { XmlDeclaration } from './document.js'
import { XmlDocument, endTagEnd, isBlank } from './document.js'
import type { XmlLimits } from './limits.js'
import { defaultXmlLimits } from './limits.js'
import { NameTable } from './names.js'
import { NamespaceScopes } from './namespace-scopes.js'
import { AttributeColumn, ContentFlag, ElementColumn, IntegerTable } from './node-table.js'
import { checkReference } from './references.js'

const E = ElementColumn
const A = AttributeColumn

/**
 * Reads a text as XML with namespaces. It never throws on input and takes time linear in its length: damage is
 * listed in `defects` with the place where it is, and reading goes on behind it. Only a DOCTYPE or a limit ends
 * it early; what stands before is kept.
 */
export function readXml(text: string, limits: Partial<XmlLimits> = {}): XmlDocument {
  return new XmlReader(text, { ...defaultXmlLimits, ...limits }).read()
}

/** One pass over one text. A method that reads something takes its offset and gives the offset behind it. */
class XmlReader {
  readonly #text: string
  readonly #length: number
  readonly #limits: XmlLimits
  readonly #defects: DefectLog
  readonly #names = new NameTable()
  readonly #elements: IntegerTable
  readonly #attributes: IntegerTable
  readonly #attributeReader: AttributeReader
  readonly #namespaces: NamespaceScopes
  readonly #roots: number[] = []
  #declaration: XmlDeclaration | null = null

  /** The innermost open element's row offset; -1 outside the root. */
  #current = -1
  readonly #open: number[] = []
  /** Row offset of the child read last, for each open element. */
  readonly #lastChild: number[] = []
  /** How many elements of each name are open: tells a stray end tag without a search. */
  readonly #openByName: number[] = []

  #stopped = false

  constructor(text: string, limits: XmlLimits) {
    this.#text = text
    this.#length = text.length
    this.#limits = limits
    this.#defects = new DefectLog(limits.defects)
    const expected = Math.min(65_536, text.length >> 5)
    this.#elements = new IntegerTable(E.Size, expected)
    this.#attributes = new IntegerTable(A.Size, expected >> 1)
    this.#attributeReader = new AttributeReader(text, this.#names, this.#attributes, this.#defects, limits)
    this.#namespaces = new NamespaceScopes(text, this.#names, this.#attributes, this.#defects)
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
        const name = this.#nameOf(this.#current)
        this.#report(
          'truncated',
          `The text ends inside the element ${name}; it was read as far as it goes.`,
          at,
          0,
        )
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

  #nameOf(row: number): string {
    return this.#qualified(this.#cell(row, E.Name))
  }

  #qualified(name: number): string {
    return this.#names.qualified[name] ?? ''
  }

  #cell(row: number, column: number): number {
    return this.#elements.cells[row + column] ?? 0
  }

  /** Notes what stands in the present element's content. */
  #flag(flags: number): void {
    if (this.#current >= 0) this.#flagRow(this.#current, flags)
  }

  #flagRow(row: number, flags: number): void {
    this.#elements.cells[row + E.Flags] = this.#cell(row, E.Flags) | flags
  }

  /** Ends reading here, keeping what stands before. */
  #stop(rule: XmlRule, message: string, offset: number, length: number): number {
    this.#report(rule, message, offset, length)
    this.#stopped = true
    return offset
  }

  // ---- text -------------------------------------------------------------------------------------------------

  #readText(from: number): number {
    const text = this.#text
    const length = this.#length
    let flags = 0
    let at = from
    while (at < length) {
      const code = text.charCodeAt(at)
      if (code > AMPERSAND && code !== LESS && code !== CLOSE_BRACKET && code < 0xd800) {
        flags |= ContentFlag.Text
        at++
      } else if (code === LESS) {
        break
      } else if (code === SPACE || code === LF || code === TAB) {
        at++
      } else if (code === CR) {
        flags |= ContentFlag.CarriageReturn
        at++
      } else if (code === AMPERSAND) {
        flags |= ContentFlag.Reference | ContentFlag.Text
        at = checkReference(text, at, length, this.#defects)
      } else {
        flags |= ContentFlag.Text
        at = checkCharacter(text, at, code, this.#defects)
      }
    }
    this.#flagRow(this.#current, flags)
    if (at - from > this.#limits.textLength) {
      const message = `This text has ${at - from} characters, more than the ${this.#limits.textLength} that are kept; the rest was cut off.`
      this.#report('limit-reached', message, from, at - from)
    }
    return at
  }

  /** Text before or behind the root element. */
  #readOutside(from: number): number {
    const found = this.#text.indexOf('<', from)
    let to = found < 0 ? this.#length : found
    // A '<' that begins no markup belongs to the text around it (a syslog priority, "<13>").
    while (to < this.#length && !this.#beginsMarkup(to)) {
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

  #beginsMarkup(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1)
    return next === SLASH || next === EXCLAMATION || next === QUESTION || isNameStart(next)
  }

  // ---- markup -----------------------------------------------------------------------------------------------

  #readMarkup(at: number): number {
    const next = this.#text.charCodeAt(at + 1)
    if (isNameStart(next)) return this.#readStartTag(at)
    if (next === SLASH) return this.#readEndTag(at)
    if (next === EXCLAMATION) return this.#readDeclarationMarkup(at)
    if (next === QUESTION) return this.#readInstruction(at)
    if (this.#current < 0) return this.#readOutside(at)
    this.#report(
      'raw-less-than',
      'A "<" stands in the text without beginning markup; it was read as itself.',
      at,
      1,
    )
    this.#flag(ContentFlag.Text | ContentFlag.Markup)
    return at + 1
  }

  #readDeclarationMarkup(at: number): number {
    const text = this.#text
    if (text.startsWith('<!--', at)) {
      this.#flag(ContentFlag.Markup)
      return this.#readDelimited(at, at + 4, '-->', 'comment')
    }
    if (text.startsWith('<![CDATA[', at)) {
      if (this.#current < 0) {
        const end = this.#readDelimited(at, at + 9, ']]>', 'CDATA section')
        this.#reportOutside(at, end)
        return end
      }
      this.#flag(ContentFlag.Markup | ContentFlag.Text)
      return this.#readDelimited(at, at + 9, ']]>', 'CDATA section')
    }
    if (text.startsWith('<!DOCTYPE', at) || text.startsWith('<!doctype', at)) {
      const message = 'A DOCTYPE is not allowed in SOAP and can hide attacks; nothing from here on was read.'
      return this.#stop('doctype-refused', message, at, 9)
    }
    this.#flag(ContentFlag.Markup)
    const close = text.indexOf('>', at)
    const end = close < 0 ? this.#length : close + 1
    this.#report(
      'malformed-markup',
      'This markup declaration has no place in a document; it was skipped.',
      at,
      end - at,
    )
    return end
  }

  #readDelimited(at: number, from: number, close: string, what: string): number {
    const found = this.#text.indexOf(close, from)
    if (found >= 0) return found + close.length
    this.#stop('truncated', `The ${what} that begins here has no end ("${close}").`, at, this.#length - at)
    return this.#length
  }

  #readInstruction(at: number): number {
    this.#flag(ContentFlag.Markup)
    const end = this.#readDelimited(at, at + 2, '?>', 'processing instruction')
    const target = this.#text.slice(at + 2, at + 6).toLowerCase()
    if (target.startsWith('xml') && !isNameCharacter(this.#text.charCodeAt(at + 5))) {
      const first = this.#text.charCodeAt(0) === 0xfeff ? 1 : 0
      if (at !== first) {
        const message =
          'The XML declaration must be the very first thing in the document; here something stands before it.'
        this.#report('declaration-not-first', message, at, end - at)
      }
      this.#declaration ??= readDeclaration(this.#text.slice(at + 5, Math.min(end, at + 512)))
    }
    return end
  }

  // ---- start tags -------------------------------------------------------------------------------------------

  #readStartTag(start: number): number {
    const text = this.#text
    if (this.#elements.rows >= this.#limits.elements) {
      return this.#stop(
        'limit-reached',
        `More than ${this.#limits.elements} elements; nothing from here on was read.`,
        start,
        0,
      )
    }
    if (this.#open.length >= this.#limits.depth) {
      return this.#stop(
        'limit-reached',
        `Elements nest deeper than ${this.#limits.depth}; nothing from here on was read.`,
        start,
        0,
      )
    }
    let at = start + 1
    let hash = 0
    let code = text.charCodeAt(at)
    let colons = 0
    do {
      if (code === COLON) colons++
      hash = (Math.imul(hash, 31) + code) | 0
      code = text.charCodeAt(++at)
    } while (isNameCharacter(code))
    if (at >= this.#length) return this.#truncatedTag(start)
    const nameEnd = at
    if (colons > 1 || nameEnd - start > this.#limits.nameLength) {
      this.#report('malformed-name', 'This is not a valid element name.', start + 1, nameEnd - start - 1)
    }
    const name = this.#names.intern(text, start + 1, nameEnd, hash)
    const firstAttribute = this.#attributeReader.beginTag()

    // Attributes come before the row: a tag that the text ends in leaves no element behind.
    let declares = false
    let selfClosing = false
    tag: while (at < this.#length) {
      switch (code) {
        case GREATER:
          at++
          break tag
        case SPACE:
        case LF:
        case CR:
        case TAB:
          break
        case SLASH:
          if (text.charCodeAt(at + 1) === GREATER) {
            selfClosing = true
            at += 2
            break tag
          }
          this.#report('malformed-attribute', 'A "/" stands inside a tag; it was skipped.', at, 1)
          break
        case LESS:
          this.#report(
            'malformed-markup',
            `The tag of ${this.#qualified(name)} has no ">"; it was ended here.`,
            start,
            at - start,
          )
          break tag
        default: {
          const end = this.#attributeReader.read(at)
          if (end === endsInside) return this.#truncatedTag(start)
          declares ||= this.#namespaces.isDeclaration(this.#attributeReader.lastName())
          at = end - 1
        }
      }
      code = text.charCodeAt(++at)
      if (at >= this.#length) return this.#truncatedTag(start)
    }
    return this.#enter(start, at, name, firstAttribute, declares, selfClosing)
  }

  /** The text ends inside a tag: what is there of it says nothing reliable, so it makes no element. */
  #truncatedTag(start: number): number {
    this.#report('truncated', 'The text ends inside a tag.', start, this.#length - start)
    this.#flag(ContentFlag.Markup)
    this.#stopped = true
    return this.#length
  }

  #enter(
    start: number,
    contentStart: number,
    name: number,
    firstAttribute: number,
    declares: boolean,
    selfClosing: boolean,
  ): number {
    const number = this.#elements.rows
    const row = this.#elements.add()
    const cells = this.#elements.cells
    cells[row + E.Start] = start
    cells[row + E.ContentStart] = contentStart
    cells[row + E.ContentEnd] = contentStart
    cells[row + E.End] = contentStart
    cells[row + E.Name] = name
    cells[row + E.FirstAttribute] = firstAttribute
    cells[row + E.AttributeCount] = this.#attributes.rows - firstAttribute
    if (this.#current >= 0) {
      cells[row + E.Parent] = this.#current / E.Size + 1
      this.#flagRow(this.#current, ContentFlag.Children)
      const depth = this.#open.length - 1
      const previous = this.#lastChild[depth] ?? -1
      if (previous < 0) cells[this.#current + E.FirstChild] = number + 1
      else cells[previous + E.NextSibling] = number + 1
      this.#lastChild[depth] = row
    } else {
      if (this.#roots.length > 0) {
        this.#report(
          'second-root',
          `A second root element begins here: ${this.#qualified(name)}.`,
          start,
          contentStart - start,
        )
      }
      this.#roots.push(number)
    }
    if (declares) {
      this.#flagRow(row, ContentFlag.Declares)
      this.#namespaces.declare(firstAttribute, this.#open.length)
    }
    cells[row + E.Namespace] = this.#namespaces.ofElement(name, start + 1)
    this.#namespaces.resolveAttributes(firstAttribute)

    if (selfClosing) {
      if (declares) this.#namespaces.leave(this.#open.length)
      return contentStart
    }
    this.#open.push(row)
    this.#lastChild[this.#open.length - 1] = -1
    this.#openByName[name] = (this.#openByName[name] ?? 0) + 1
    this.#current = row
    return contentStart
  }

  // ---- end tags ---------------------------------------------------------------------------------------------

  #readEndTag(start: number): number {
    const text = this.#text
    const current = this.#current
    if (current >= 0) {
      // The end tag that is expected, spelled exactly, is nearly always what comes.
      const name = this.#nameOf(current)
      if (text.startsWith(name, start + 2)) {
        const close = start + 2 + name.length
        if (text.charCodeAt(close) === GREATER) {
          this.#close(start, close + 1)
          return close + 1
        }
      }
    }
    return this.#readOtherEndTag(start)
  }

  /** An end tag that is not simply the expected one. */
  #readOtherEndTag(start: number): number {
    const text = this.#text
    let nameEnd = start + 2
    let hash = 0
    for (let code = text.charCodeAt(nameEnd); isNameCharacter(code); code = text.charCodeAt(++nameEnd)) {
      hash = (Math.imul(hash, 31) + code) | 0
    }
    const end = endTagEnd(text, start)
    const complete = text.charCodeAt(end - 1) === GREATER
    if (end >= this.#length && !complete) return this.#truncatedTag(start)
    const name = text.slice(start + 2, nameEnd)
    if (!complete || !isBlank(text, nameEnd, end - 1)) {
      this.#report('malformed-end-tag', 'An end tag holds nothing but its name.', start, end - start)
    }
    if (this.#current < 0) {
      this.#report(
        'stray-end-tag',
        `</${shorten(name)}> ends an element that is not open.`,
        start,
        end - start,
      )
      return end
    }
    const currentName = this.#nameOf(this.#current)
    if (name === currentName) {
      this.#close(start, end)
    } else if ((this.#openByName[this.#names.intern(text, start + 2, nameEnd, hash)] ?? 0) > 0) {
      this.#closeUpTo(name, start, end)
    } else if (this.#looksLikeItsEnd(name, currentName)) {
      const message = `<${currentName}> is ended by </${shorten(name)}>; it was taken as its end tag.`
      this.#report('mismatched-end-tag', message, start, end - start)
      this.#close(start, end)
    } else {
      this.#report(
        'stray-end-tag',
        `</${shorten(name)}> ends an element that is not open; it was skipped.`,
        start,
        end - start,
      )
      this.#flag(ContentFlag.Markup)
    }
    return end
  }

  /** A foreign end tag right behind an element's text, or with only another prefix, is a misspelt end of that element. */
  #looksLikeItsEnd(name: string, currentName: string): boolean {
    const local = (qualified: string): string => qualified.slice(qualified.lastIndexOf(':') + 1)
    if (local(name) === local(currentName)) return true
    return (this.#cell(this.#current, E.Flags) & ContentFlag.Children) === 0
  }

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

  #close(contentEnd: number, end: number): void {
    const row = this.#open.pop()
    if (row === undefined) return
    const cells = this.#elements.cells
    cells[row + E.ContentEnd] = contentEnd
    cells[row + E.End] = end
    const name = this.#cell(row, E.Name)
    this.#openByName[name] = (this.#openByName[name] ?? 1) - 1
    if ((this.#cell(row, E.Flags) & ContentFlag.Declares) !== 0) this.#namespaces.leave(this.#open.length)
    this.#current = this.#open.at(-1) ?? -1
  }
}

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

function readDeclaration(text: string): XmlDeclaration {
  const part = (name: string): string | null =>
    new RegExp(`\\s${name}\\s*=\\s*(["'])([^"']*)\\1`).exec(text)?.[2] ?? null
  return { version: part('version'), encoding: part('encoding'), standalone: part('standalone') }
}

import {
  AMPERSAND,
  APOSTROPHE,
  CR,
  EQUALS,
  GREATER,
  LESS,
  LF,
  QUOTE,
  SLASH,
  SPACE,
  TAB,
  isNameCharacter,
  isNameStart,
  isWhitespace,
} from './characters.js'
import { checkCharacter } from './character-check.js'
import type { DefectLog } from './defects.js'
import type { XmlLimits } from './limits.js'
import type { NameTable } from './names.js'
import type { IntegerTable } from './node-table.js'
import { AttributeColumn } from './node-table.js'
import { checkReference } from './references.js'
import { shown } from './shown.js'

const A = AttributeColumn

/** Where the text ends inside an attribute. */
export const endsInside = -1

/** Instead of the name of an attribute that is not kept: a million names would cost more than the text. */
const beyondLimit = -1

/** The attribute being read: its name and where it begins. */
interface Begun {
  readonly name: number
  readonly start: number
  readonly valueStart: number
}

/** Reads attributes into their table, whatever state they are in. A method gives the offset behind what it read. */
export class AttributeReader {
  readonly #text: string
  readonly #length: number
  readonly #names: NameTable
  readonly #table: IntegerTable
  readonly #defects: DefectLog
  readonly #limits: XmlLimits
  /** For each name, the tag that had it last: finds duplicates without a search. */
  readonly #seenIn: number[] = []
  #tag = 0
  #origin = 0
  #first = 0

  constructor(text: string, names: NameTable, table: IntegerTable, defects: DefectLog, limits: XmlLimits) {
    this.#text = text
    this.#length = text.length
    this.#names = names
    this.#table = table
    this.#defects = defects
    this.#limits = limits
  }

  /** A new tag begins, at this offset; gives the number its first attribute will have. */
  beginTag(origin: number): number {
    this.#tag++
    this.#origin = origin
    this.#first = this.#table.rows
    return this.#first
  }

  /** The name of the attribute added last to the present tag; -1: it has none yet. */
  lastName(): number {
    const { rows, cells } = this.#table
    return rows === this.#first ? -1 : (cells[(rows - 1) * A.Size + A.Name] ?? -1)
  }

  /** Reads one attribute, or one piece of nonsense inside a tag. */
  read(start: number): number {
    const text = this.#text
    let at = start
    let code = text.charCodeAt(at)
    if (!isNameStart(code)) {
      this.#defects.addRun('malformed-attribute', 'This does not belong inside a tag; it was skipped.', at, 1)
      return at + 1
    }
    if (!isWhitespace(text.charCodeAt(start - 1))) {
      this.#report('There is no white space before this attribute.', start, start + 1)
    }
    do code = text.charCodeAt(++at)
    while (isNameCharacter(code))
    const nameEnd = at
    while (isWhitespace(code)) code = text.charCodeAt(++at)
    if (at >= this.#length) return endsInside
    const name = this.#isFull() ? beyondLimit : this.#names.id(text.slice(start, nameEnd))
    if (code !== EQUALS) {
      this.#report(`The attribute ${this.#nameOf(name)} has no value.`, start, nameEnd)
      this.#add({ name, start, valueStart: nameEnd }, nameEnd, nameEnd, true)
      return nameEnd
    }
    do code = text.charCodeAt(++at)
    while (isWhitespace(code))
    if (at >= this.#length) return endsInside
    if (code !== QUOTE && code !== APOSTROPHE) return this.#readUnquoted({ name, start, valueStart: at })
    return this.#readQuoted({ name, start, valueStart: at + 1 }, code)
  }

  #readQuoted(begun: Begun, quote: number): number {
    const text = this.#text
    let plain = true
    let less = -1
    let greater = -1
    let at = begun.valueStart
    while (at < this.#length) {
      const code = text.charCodeAt(at)
      if (code === quote) break
      if (code === AMPERSAND) {
        plain = false
        at = checkReference(text, at, this.#length, this.#defects)
        continue
      }
      if (code === GREATER && greater < 0) greater = at
      else if (code === LESS && less < 0) less = at
      else if (code < SPACE || code >= 0xd800) {
        if (code === LF || code === CR || code === TAB) plain = false
        else {
          at = checkCharacter(text, at, code, this.#defects)
          continue
        }
      }
      // A `<` and a `>` inside one value: far likelier that its closing quote is missing before the first of them.
      if (less >= 0 && greater >= 0) return this.#readUnclosed(begun, Math.min(less, greater))
      at++
    }
    if (at >= this.#length) return endsInside
    if (less >= 0) {
      const message = 'A "<" stands in an attribute value; it was read as itself.'
      this.#defects.add('raw-less-than', message, less, 1)
    }
    this.#add(begun, at, at + 1, plain)
    return at + 1
  }

  #readUnclosed(begun: Begun, end: number): number {
    const message = `The value of the attribute ${this.#nameOf(begun.name)} has no closing quote.`
    this.#report(message, begun.start, end)
    this.#add(begun, end, end, false)
    return end
  }

  #readUnquoted(begun: Begun): number {
    const text = this.#text
    let at = begun.valueStart
    while (at < this.#length) {
      const code = text.charCodeAt(at)
      if (isWhitespace(code) || code === GREATER || code === LESS) break
      if (code === SLASH && text.charCodeAt(at + 1) === GREATER) break
      at++
    }
    if (at >= this.#length) return endsInside
    this.#report(`The value of the attribute ${this.#nameOf(begun.name)} is not in quotes.`, begun.start, at)
    this.#add(begun, at, at, false)
    return at
  }

  #add(begun: Begun, valueEnd: number, end: number, plain: boolean): void {
    const { name, start, valueStart } = begun
    const { attributesPerElement, attributeLength } = this.#limits
    if (name === beyondLimit) {
      const message = `More than ${attributesPerElement} attributes; this one was read over.`
      this.#defects.add('limit-reached', message, start, end - start)
      return
    }
    if (this.#seenIn[name] === this.#tag) {
      const message = `The attribute ${this.#nameOf(name)} stands here twice; the first counts.`
      this.#defects.add('duplicate-attribute', message, start, end - start)
      return
    }
    this.#seenIn[name] = this.#tag
    const tooLong = valueEnd - valueStart > attributeLength
    if (tooLong) {
      const message = `This attribute value is longer than ${attributeLength} characters and was cut off.`
      this.#defects.add('limit-reached', message, start, end - start)
    }
    const row = this.#table.add()
    const cells = this.#table.cells
    const origin = this.#origin
    cells[row + A.Start] = start - origin
    cells[row + A.ValueStart] = valueStart - origin
    cells[row + A.ValueEnd] = (tooLong ? valueStart + attributeLength : valueEnd) - origin
    cells[row + A.End] = end - origin
    cells[row + A.Name] = name
    cells[row + A.Plain] = plain ? 1 : 0
  }

  #isFull(): boolean {
    return this.#table.rows - this.#first >= this.#limits.attributesPerElement
  }

  #nameOf(name: number): string {
    return shown(this.#names.qualified[name] ?? '(one of too many)')
  }

  #report(message: string, start: number, end: number): void {
    this.#defects.add('malformed-attribute', message, start, end - start)
  }
}

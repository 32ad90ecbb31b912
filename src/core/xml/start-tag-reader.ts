import { AttributeReader, endsInside } from './attribute-reader.js'
import { COLON, CR, GREATER, LESS, LF, SLASH, SPACE, TAB, isNameCharacter } from './characters.js'
import type { DefectLog } from './defects.js'
import type { XmlLimits } from './limits.js'
import type { NameTable } from './names.js'
import type { NamespaceScopes } from './namespace-scopes.js'
import type { IntegerTable } from './node-table.js'
import { TagColumn, TagFlag } from './node-table.js'
import { shown } from './shown.js'
import type { TagTable } from './tag-table.js'

const T = TagColumn

/** Reads start tags, in whatever state they are, and remembers those that are in order. */
export class StartTagReader {
  /** The number of the tag read last. */
  tag = -1
  readonly #text: string
  readonly #names: NameTable
  readonly #tags: TagTable
  readonly #attributes: IntegerTable
  readonly #attributeReader: AttributeReader
  readonly #namespaces: NamespaceScopes
  readonly #defects: DefectLog
  readonly #nameLength: number
  /** The next `>` as of the last question. */
  #greater = -1

  constructor(
    text: string,
    names: NameTable,
    tags: TagTable,
    attributes: IntegerTable,
    namespaces: NamespaceScopes,
    defects: DefectLog,
    limits: XmlLimits,
  ) {
    this.#text = text
    this.#names = names
    this.#tags = tags
    this.#attributes = attributes
    this.#namespaces = namespaces
    this.#defects = defects
    this.#nameLength = limits.nameLength
    this.#attributeReader = new AttributeReader(text, names, attributes, defects, limits)
  }

  /** Reads the tag that begins at `start` into `tag` and gives the offset behind it; `endsInside` if the text ends first. */
  read(start: number): number {
    const end = this.#nextGreater(start) + 1
    const { scope } = this.#namespaces
    const known = this.#tags.find(this.#text, start, end, scope)
    if (known >= 0) {
      this.tag = known
      return end
    }
    const defects = this.#defects.count
    const realEnd = this.#readNew(start)
    const inOrder = realEnd === end && defects === this.#defects.count && scope === this.#namespaces.scope
    if (inOrder) this.#tags.remember(this.#text, start, end, scope, this.tag)
    return realEnd
  }

  /** Sought only forward, so that a text with many `<` and no `>` takes linear time. */
  #nextGreater(from: number): number {
    if (this.#greater < from) {
      const found = this.#text.indexOf('>', from)
      this.#greater = found < 0 ? this.#text.length : found
    }
    return this.#greater
  }

  #readNew(start: number): number {
    const text = this.#text
    let nameEnd = start + 1
    let colons = 0
    for (let code = text.charCodeAt(nameEnd); isNameCharacter(code); code = text.charCodeAt(++nameEnd)) {
      if (code === COLON) colons++
    }
    if (nameEnd >= text.length) return endsInside
    if (colons > 1 || nameEnd - start > this.#nameLength) {
      const message = 'This is not a valid element name.'
      this.#defects.add('malformed-name', message, start + 1, nameEnd - start - 1)
    }
    const name = this.#names.id(text.slice(start + 1, nameEnd))
    const first = this.#attributeReader.beginTag(start)
    const attributes = { origin: start, first }

    let flags = 0
    let at = nameEnd
    let code = text.charCodeAt(at)
    tag: while (at < text.length) {
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
            flags |= TagFlag.Empty
            at += 2
            break tag
          }
          this.#defects.add('malformed-attribute', 'A "/" stands inside a tag; it was skipped.', at, 1)
          break
        case LESS: {
          const message = `The tag of ${shown(this.#names.qualified[name] ?? '')} has no ">"; it was ended here.`
          this.#defects.add('malformed-markup', message, start, at - start)
          break tag
        }
        default: {
          const end = this.#attributeReader.read(at)
          if (end === endsInside) return endsInside
          if (this.#namespaces.isDeclaration(this.#attributeReader.lastName())) flags |= TagFlag.Declares
          at = end - 1
        }
      }
      code = text.charCodeAt(++at)
      if (at >= text.length) return endsInside
    }

    if ((flags & TagFlag.Declares) !== 0) this.#namespaces.enter(attributes)
    const row = this.#tags.rows.add()
    const cells = this.#tags.rows.cells
    cells[row + T.Name] = name
    cells[row + T.Namespace] = this.#namespaces.ofElement(name, start + 1)
    cells[row + T.FirstAttribute] = first
    cells[row + T.AttributeCount] = this.#attributes.rows - first
    cells[row + T.Flags] = flags
    this.#namespaces.resolveAttributes(attributes)
    this.tag = this.#tags.rows.rows - 1
    return at
  }
}

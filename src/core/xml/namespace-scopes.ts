import type { DefectLog } from './defects.js'
import type { NameTable } from './names.js'
import type { IntegerTable } from './node-table.js'
import { AttributeColumn } from './node-table.js'
import { resolveText } from './references.js'
import { shown } from './shown.js'

const A = AttributeColumn

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'
const xmlnsId = 2

/** The attributes of one tag: rows of their table from `first` on; `origin` is where the tag begins. */
export interface TagAttributes {
  readonly origin: number
  readonly first: number
}

/** What an element declared, to be taken back at its end. */
interface Scope {
  readonly outer: number
  readonly hidden: { readonly prefix: number; readonly namespace: number }[]
}

/** Which namespace each prefix stands for at the present place of a document. Ids are indexes into `namespaces`; 0 is none. */
export class NamespaceScopes {
  readonly namespaces: string[] = ['', xmlNamespace, xmlnsNamespace]
  /** Where this is the same, prefixes mean the same. */
  scope = 0
  readonly #ids = new Map<string, number>([
    [xmlNamespace, 1],
    [xmlnsNamespace, xmlnsId],
  ])
  readonly #text: string
  readonly #names: NameTable
  readonly #attributes: IntegerTable
  readonly #defects: DefectLog
  /** By prefix id. */
  readonly #bound: number[] = [0]
  readonly #open: Scope[] = []
  #scopes = 0
  readonly #saidUndeclared = new Set<number>()
  readonly #xmlnsPrefix: number

  constructor(text: string, names: NameTable, attributes: IntegerTable, defects: DefectLog) {
    this.#text = text
    this.#names = names
    this.#attributes = attributes
    this.#defects = defects
    this.#xmlnsPrefix = names.prefixId('xmlns')
    this.#bound[names.prefixId('xml')] = 1
    this.#bound[this.#xmlnsPrefix] = xmlnsId
  }

  /** Whether an attribute of this name is a declaration. */
  isDeclaration(name: number): boolean {
    return this.#names.prefixOf[name] === this.#xmlnsPrefix || this.#names.qualified[name] === 'xmlns'
  }

  /** Takes the declarations among the attributes of a tag into force, until `leave`. */
  enter({ origin, first }: TagAttributes): void {
    const { cells, rows } = this.#attributes
    const hidden: Scope['hidden'] = []
    for (let index = first; index < rows; index++) {
      const row = index * A.Size
      const name = cells[row + A.Name] ?? 0
      if (!this.isDeclaration(name)) continue
      const isDefault = this.#names.prefixOf[name] !== this.#xmlnsPrefix
      const prefix = isDefault ? 0 : this.#names.prefixId(this.#names.local[name] ?? '')
      const from = origin + (cells[row + A.ValueStart] ?? 0)
      const to = origin + (cells[row + A.ValueEnd] ?? 0)
      const value = resolveText(this.#text, from, to, true).trim()
      hidden.push({ prefix, namespace: this.#bound[prefix] ?? 0 })
      this.#bound[prefix] = value === '' ? 0 : this.#idOf(value)
    }
    this.#open.push({ outer: this.scope, hidden })
    this.scope = ++this.#scopes
  }

  /** Takes back what the innermost element with declarations declared. */
  leave(): void {
    const left = this.#open.pop()
    if (left === undefined) return
    this.scope = left.outer
    for (const { prefix, namespace } of left.hidden) this.#bound[prefix] = namespace
  }

  /** The namespace of an element of this name, whose name stands at `at`. */
  ofElement(name: number, at: number): number {
    const prefix = this.#names.prefixOf[name] ?? 0
    return prefix === 0 ? (this.#bound[0] ?? 0) : this.#ofPrefix(prefix, at)
  }

  /** Fills in the namespaces of a tag's attributes. Without prefix an attribute is in none. */
  resolveAttributes({ origin, first }: TagAttributes): void {
    const { cells, rows } = this.#attributes
    for (let index = first; index < rows; index++) {
      const row = index * A.Size
      const name = cells[row + A.Name] ?? 0
      const prefix = this.#names.prefixOf[name] ?? 0
      if (prefix !== 0)
        cells[row + A.Namespace] = this.#ofPrefix(prefix, origin + (cells[row + A.Start] ?? 0))
      else if (this.isDeclaration(name)) cells[row + A.Namespace] = xmlnsId
    }
  }

  #ofPrefix(prefix: number, at: number): number {
    const namespace = this.#bound[prefix] ?? 0
    if (namespace === 0 && !this.#saidUndeclared.has(prefix)) {
      this.#saidUndeclared.add(prefix)
      const text = this.#names.prefixes[prefix] ?? ''
      const message = `The prefix "${shown(text)}" is not declared here; names were matched without it.`
      this.#defects.add('undeclared-prefix', message, at, text.length)
    }
    return namespace
  }

  #idOf(name: string): number {
    const known = this.#ids.get(name)
    if (known !== undefined) return known
    const id = this.namespaces.push(name) - 1
    this.#ids.set(name, id)
    return id
  }
}

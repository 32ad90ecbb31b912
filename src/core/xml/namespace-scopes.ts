import type { DefectLog } from './defects.js'
import type { NameTable } from './names.js'
import type { IntegerTable } from './node-table.js'
import { AttributeColumn } from './node-table.js'
import { resolveText } from './references.js'

const A = AttributeColumn

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'
const xmlnsId = 2

/** Which namespace each prefix stands for at the present place of a document. Ids are indexes into `names`; 0 is none. */
export class NamespaceScopes {
  readonly namespaces: string[] = ['', xmlNamespace, xmlnsNamespace]
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
  readonly #undo: { readonly depth: number; readonly prefix: number; readonly namespace: number }[] = []
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

  /** Takes the declarations among the attributes from this one on into force, for an element at this depth. */
  declare(firstAttribute: number, depth: number): void {
    const { cells, rows } = this.#attributes
    for (let index = firstAttribute; index < rows; index++) {
      const row = index * A.Size
      const name = cells[row + A.Name] ?? 0
      if (!this.isDeclaration(name)) continue
      const isDefault = this.#names.prefixOf[name] !== this.#xmlnsPrefix
      const prefix = isDefault ? 0 : this.#names.prefixId(this.#names.local[name] ?? '')
      const from = cells[row + A.ValueStart] ?? 0
      const value = resolveText(this.#text, from, cells[row + A.ValueEnd] ?? from, true).trim()
      this.#undo.push({ depth, prefix, namespace: this.#bound[prefix] ?? 0 })
      this.#bound[prefix] = value === '' ? 0 : this.#idOf(value)
    }
  }

  /** Takes back what elements at this depth or deeper declared. */
  leave(depth: number): void {
    for (let last = this.#undo.at(-1); last !== undefined && last.depth >= depth; last = this.#undo.at(-1)) {
      this.#bound[last.prefix] = last.namespace
      this.#undo.pop()
    }
  }

  /** The namespace of an element of this name, whose name stands at `at`. */
  ofElement(name: number, at: number): number {
    const prefix = this.#names.prefixOf[name] ?? 0
    return prefix === 0 ? (this.#bound[0] ?? 0) : this.#ofPrefix(prefix, at)
  }

  /** Fills in the namespaces of the attributes from this one on. Without prefix an attribute is in none. */
  resolveAttributes(firstAttribute: number): void {
    const { cells, rows } = this.#attributes
    for (let index = firstAttribute; index < rows; index++) {
      const row = index * A.Size
      const name = cells[row + A.Name] ?? 0
      const prefix = this.#names.prefixOf[name] ?? 0
      if (prefix !== 0) cells[row + A.Namespace] = this.#ofPrefix(prefix, cells[row + A.Start] ?? 0)
      else if (this.isDeclaration(name)) cells[row + A.Namespace] = xmlnsId
    }
  }

  #ofPrefix(prefix: number, at: number): number {
    const namespace = this.#bound[prefix] ?? 0
    if (namespace === 0 && !this.#saidUndeclared.has(prefix)) {
      this.#saidUndeclared.add(prefix)
      const text = this.#names.prefixes[prefix] ?? ''
      const message = `The prefix "${text}" is not declared here; names were matched without it.`
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

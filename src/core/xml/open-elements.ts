import type { NameTable } from './names.js'
import type { NamespaceScopes } from './namespace-scopes.js'
import { ContentFlag, ElementColumn, IntegerTable, TagColumn, TagFlag } from './node-table.js'

const E = ElementColumn
const T = TagColumn

/** The elements of a document while it is read: those that are open, and the table they all go into. */
export class OpenElements {
  readonly table: IntegerTable
  /** The innermost open element; -1: none is open. */
  current = -1
  depth = 0
  readonly #tags: IntegerTable
  readonly #names: NameTable
  readonly #namespaces: NamespaceScopes

  constructor(expected: number, tags: IntegerTable, names: NameTable, namespaces: NamespaceScopes) {
    this.table = new IntegerTable(E.Size, expected)
    this.#tags = tags
    this.#names = names
    this.#namespaces = namespaces
  }

  /** The qualified name of the innermost one. */
  get currentName(): string {
    return this.nameOf(this.current)
  }

  nameOf(element: number): string {
    const tag = this.#cell(element, E.Tag)
    return this.#names.qualified[this.#tags.cells[tag * T.Size + T.Name] ?? 0] ?? ''
  }

  /** Where the innermost one's start tag begins and ends. */
  get currentTag(): { readonly start: number; readonly end: number } {
    return { start: this.#cell(this.current, E.Start), end: this.#cell(this.current, E.ContentStart) }
  }

  get currentHasChildren(): boolean {
    return (this.#cell(this.current, E.Flags) & ContentFlag.Children) !== 0
  }

  /** Goes no further than elements may nest. */
  isOpen(name: string): boolean {
    for (let element = this.current; element >= 0; element = this.#cell(element, E.Parent)) {
      if (this.nameOf(element) === name) return true
    }
    return false
  }

  /** Notes what stands in the innermost one's content. */
  flag(flag: number): void {
    if (this.current < 0) return
    const { cells } = this.table
    const cell = this.current * E.Size + E.Flags
    cells[cell] = (cells[cell] ?? 0) | flag
  }

  /** An element begins. If its tag is `<a/>`, it ends as well. */
  enter(start: number, contentStart: number, tag: number): void {
    this.flag(ContentFlag.Children)
    const element = this.table.rows
    const row = this.table.add()
    const { cells } = this.table
    cells[row + E.Start] = start
    cells[row + E.ContentStart] = contentStart
    cells[row + E.Tag] = tag
    cells[row + E.Parent] = this.current
    this.current = element
    this.depth++
    if ((this.#tagFlags(tag) & TagFlag.Empty) !== 0) this.close(contentStart, contentStart)
  }

  /** The innermost one ends; its content ends at `contentEnd`, its end tag at `end`. */
  close(contentEnd: number, end: number): void {
    const { cells, rows } = this.table
    const row = this.current * E.Size
    cells[row + E.ContentEnd] = contentEnd
    cells[row + E.End] = end
    cells[row + E.Next] = rows
    if ((this.#tagFlags(cells[row + E.Tag] ?? 0) & TagFlag.Declares) !== 0) this.#namespaces.leave()
    this.current = cells[row + E.Parent] ?? -1
    this.depth--
  }

  #tagFlags(tag: number): number {
    return this.#tags.cells[tag * T.Size + T.Flags] ?? 0
  }

  #cell(element: number, column: number): number {
    return this.table.cells[element * E.Size + column] ?? 0
  }
}

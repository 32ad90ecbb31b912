import { IntegerTable, TagColumn } from './node-table.js'

/** How many start tags are remembered at a time. A power of two; messages have some ten different ones. */
const slots = 256

interface KnownTag {
  readonly source: string
  readonly scope: number
  readonly tag: number
}

/**
 * The start tags of one document. A message of 20,000 parameters has the same few of them over and over: one that was
 * read before, character for character, and that sees the same namespaces is not read again.
 */
export class TagTable {
  readonly rows = new IntegerTable(TagColumn.Size, 32)
  readonly #known: (KnownTag | undefined)[] = new Array<KnownTag | undefined>(slots).fill(undefined)

  /** The number of the tag that stands between two offsets, if it is remembered; else -1. */
  find(text: string, start: number, end: number, scope: number): number {
    const known = this.#known[slotOf(text, start, end)]
    if (known === undefined || known.scope !== scope) return -1
    // Comparing with a slice takes half the time of `startsWith`, which goes character by character.
    return text.slice(start, end) === known.source ? known.tag : -1
  }

  /** Remembers a tag without defects that declares no namespace. */
  remember(text: string, start: number, end: number, scope: number, tag: number): void {
    this.#known[slotOf(text, start, end)] = { source: text.slice(start, end), scope, tag }
  }
}

/** Tags differ in length or in what stands at their beginning and end; where they do not, they displace each other. */
function slotOf(text: string, start: number, end: number): number {
  return ((end - start) * 31 + text.charCodeAt(start + 1) * 7 + text.charCodeAt(end - 3)) & (slots - 1)
}

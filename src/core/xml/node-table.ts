/**
 * Elements, tags and attributes as rows of 32-bit integers: a 3 MB message has 60,000 elements, and as objects they
 * would cost more than the rest of decoding together. Text is not stored at all: it is what lies between the
 * elements, and is read when asked for.
 */

/** Columns of an element row. Offsets are in UTF-16 code units of the document's text. */
export const ElementColumn = {
  Start: 0,
  ContentStart: 1,
  ContentEnd: 2,
  End: 3,
  /** Row number of its start tag. */
  Tag: 4,
  /** Element number; -1 for a root. */
  Parent: 5,
  /** Number of the first element behind it and all within it: elements are numbered in the order of their start tags. */
  Next: 6,
  Flags: 7,
  Size: 8,
} as const

/** Columns of a start tag's row. Elements with one and the same start tag share it. */
export const TagColumn = {
  Name: 0,
  Namespace: 1,
  FirstAttribute: 2,
  AttributeCount: 3,
  Flags: 4,
  Size: 5,
} as const

/** Columns of an attribute row. Offsets count from the `<` of the tag, so that they hold for all that share it. */
export const AttributeColumn = {
  Start: 0,
  ValueStart: 1,
  ValueEnd: 2,
  End: 3,
  Name: 4,
  Namespace: 5,
  /** 1: the value is what stands in the source. */
  Plain: 6,
  Size: 7,
} as const

/** What stands in an element's content; none of them: its text is a plain slice. */
export const ContentFlag = {
  /** A reference, a raw `&`, a carriage return to be normalised, or a character that is not allowed. */
  Odd: 1,
  /** Comment, CDATA section, processing instruction, stray end tag. */
  Markup: 2,
  Children: 4,
} as const

export const TagFlag = {
  /** `<a/>` */
  Empty: 1,
  /** Declares namespaces, to be undone at the element's end. */
  Declares: 2,
} as const

/** A growing table of fixed-width integer rows. */
export class IntegerTable {
  readonly #width: number
  cells: Int32Array
  rows = 0

  constructor(width: number, expectedRows: number) {
    this.#width = width
    this.cells = new Int32Array(width * Math.max(16, expectedRows))
  }

  /** Appends a row of zeros and gives the offset of its first cell. */
  add(): number {
    const offset = this.rows * this.#width
    if (offset + this.#width > this.cells.length) this.#grow()
    this.rows++
    return offset
  }

  #grow(): void {
    const larger = new Int32Array(this.cells.length * 2)
    larger.set(this.cells)
    this.cells = larger
  }
}

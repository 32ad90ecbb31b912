/**
 * Elements and attributes as rows of 32-bit integers: a 3 MB message has 80,000 elements, and as objects they
 * would cost more than the rest of decoding together. Text is not stored at all: it is what lies between the
 * elements, and is read when asked for.
 */

/** Columns of an element row. Offsets are in UTF-16 code units of the document's text. */
export const ElementColumn = {
  Start: 0,
  ContentStart: 1,
  ContentEnd: 2,
  End: 3,
  Name: 4,
  Namespace: 5,
  Parent: 6,
  FirstChild: 7,
  NextSibling: 8,
  FirstAttribute: 9,
  AttributeCount: 10,
  Flags: 11,
  Size: 12,
} as const

/** Columns of an attribute row. */
export const AttributeColumn = {
  Start: 0,
  ValueStart: 1,
  ValueEnd: 2,
  End: 3,
  Name: 4,
  Namespace: 5,
  Plain: 6,
  Size: 7,
} as const

/** What stands in an element's content; none of them: its text is a plain slice. */
export const ContentFlag = {
  /** A reference, or a raw `&`. */
  Reference: 1,
  /** A carriage return, to be normalised. */
  CarriageReturn: 2,
  /** Comment, CDATA section, processing instruction, stray end tag. */
  Markup: 4,
  Children: 8,
  /** Anything but white space directly in it. */
  Text: 16,
  /** Declares namespaces, to be undone at its end. */
  Declares: 32,
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
    if (offset + this.#width > this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2)
      larger.set(this.cells)
      this.cells = larger
    }
    this.rows++
    return offset
  }
}

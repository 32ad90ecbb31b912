import { noElement, type XmlDocument, type XmlElement } from '../../../core/xml/index.js'

/** A stretch of source text and where it went. */
interface Piece {
  readonly source: number
  readonly target: number
  readonly length: number
}

/** A document laid out for reading, and where each place of the source is in it. */
export interface XmlLayout {
  readonly text: string
  /** Offset in the layout of an offset in the source. */
  offsetOf(source: number): number
  /** Offset in the source of an offset in the layout; of white space that was put in, that of what comes next. */
  sourceOf(target: number): number
}

const INDENT = '  '
/** A start tag longer than this gets a line for each attribute. */
const WIDE_TAG = 110

/**
 * Lays a document out with one element a line. Only white space between elements is changed; every other
 * character is the source's own, damage and all, so that nothing is hidden or mended by reading it.
 */
export function layOutXml(document: XmlDocument): XmlLayout {
  const source = document.text
  const output = new Output(source)
  let from = 0
  for (const root of document.roots) {
    output.loose(from, document.start(root), 0)
    layOutElement(document, root, 0, output)
    from = document.end(root)
  }
  output.loose(from, source.length, 0)
  return output.finish()
}

function layOutElement(document: XmlDocument, element: XmlElement, depth: number, output: Output): void {
  const [start, end] = [document.start(element), document.end(element)]
  const [contentStart, contentEnd] = [document.contentStart(element), document.contentEnd(element)]
  output.line(depth)
  layOutStartTag(document, element, start, contentStart, depth, output)
  if (!document.hasChildren(element) || document.hasText(element)) {
    output.copy(contentStart, end)
    return
  }
  let from = contentStart
  for (let child = document.firstChild(element); child !== noElement; child = document.nextSibling(child)) {
    output.loose(from, document.start(child), depth + 1)
    layOutElement(document, child, depth + 1, output)
    from = document.end(child)
  }
  output.loose(from, contentEnd, depth + 1)
  // A missing end tag leaves nothing to write.
  if (end > contentEnd) {
    output.line(depth)
    output.copy(contentEnd, end)
  }
}

function layOutStartTag(
  document: XmlDocument,
  element: XmlElement,
  start: number,
  contentStart: number,
  depth: number,
  output: Output,
): void {
  const attributes = contentStart - start > WIDE_TAG ? document.attributes(element) : []
  if (attributes.length < 2) {
    output.copy(start, contentStart)
    return
  }
  let from = start
  for (const attribute of attributes) {
    output.copyTrimmed(from, attribute.start)
    output.line(depth + 2)
    output.copy(attribute.start, attribute.end)
    from = attribute.end
  }
  output.copyTrimmed(from, contentStart)
}

class Output {
  readonly #source: string
  readonly #parts: string[] = []
  readonly #pieces: Piece[] = []
  #length = 0

  constructor(source: string) {
    this.#source = source
  }

  /** Begins a line. */
  line(depth: number): void {
    if (this.#length > 0) this.#write(`\n${INDENT.repeat(depth)}`)
  }

  copy(from: number, to: number): void {
    if (to <= from) return
    this.#pieces.push({ source: from, target: this.#length, length: to - from })
    this.#write(this.#source.slice(from, to))
  }

  copyTrimmed(from: number, to: number): void {
    const text = this.#source.slice(from, to)
    const lead = text.length - text.trimStart().length
    this.copy(from + lead, from + text.trimEnd().length)
  }

  /** What stands between elements (declaration, comments, stray text): a line of its own if it is more than white space. */
  loose(from: number, to: number, depth: number): void {
    if (this.#source.slice(from, to).trim() === '') return
    this.line(depth)
    this.copyTrimmed(from, to)
  }

  finish(): XmlLayout {
    const pieces = this.#pieces
    const { length } = this.#source
    return {
      text: this.#parts.join(''),
      offsetOf(source) {
        const piece = pieces[lastAtOrBefore(pieces, source, 'source')]
        if (!piece) return 0
        return piece.target + Math.min(Math.max(0, source - piece.source), piece.length)
      },
      sourceOf(target) {
        const at = lastAtOrBefore(pieces, target, 'target')
        const piece = pieces[at]
        if (!piece) return 0
        if (target < piece.target) return piece.source
        if (target < piece.target + piece.length) return piece.source + target - piece.target
        return pieces[at + 1]?.source ?? length
      },
    }
  }

  #write(text: string): void {
    this.#parts.push(text)
    this.#length += text.length
  }
}

/** The last piece that does not begin behind an offset. */
function lastAtOrBefore(pieces: readonly Piece[], offset: number, side: 'source' | 'target'): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.[side] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The source as it is, in the same shape. */
export function asReceived(source: string): XmlLayout {
  return { text: source, offsetOf: (offset) => offset, sourceOf: (offset) => offset }
}

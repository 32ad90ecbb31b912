/** Bytes on one line of the hex view, where there is room for them. */
export const BYTES_PER_LINE = 16
/** Where there is not. */
export const BYTES_PER_NARROW_LINE = 8

/** Which part of an HTTP message a byte belongs to; `framing` is what the chunked coding puts around the body. */
export type HexPart = 'head' | 'framing' | 'body'

/** How a byte stands to what is selected: selected itself, in its value, in its element. */
export type HexMark = 'selected' | 'value' | 'element'

/** Bytes from `start` to before `end`. */
export interface HexRange {
  readonly start: number
  readonly end: number
}

/** What is to be told apart in the bytes. */
export interface HexLayout {
  /** Where the body begins. */
  readonly headLength: number
  readonly framing: readonly HexRange[]
  /** Whoever comes first wins. */
  readonly marks: readonly { readonly mark: HexMark; readonly ranges: readonly HexRange[] }[]
}

export interface HexByte {
  readonly at: number
  readonly hex: string
  /** Printable ASCII, else a dot: one column a byte, whatever the charset. */
  readonly character: string
  readonly part: HexPart
  readonly mark: HexMark | null
}

export interface HexLine {
  /** Offset of the first byte, eight hexadecimal digits. */
  readonly offset: string
  /** The last line may be short. */
  readonly bytes: readonly HexByte[]
}

export const plainLayout: HexLayout = { headLength: 0, framing: [], marks: [] }

/** Number of lines the bytes fill. */
export function hexLineCount(bytes: Uint8Array, perLine = BYTES_PER_LINE): number {
  return Math.ceil(bytes.length / perLine)
}

/** One line of the hex view, made when it is shown. */
export function hexLine(
  bytes: Uint8Array,
  line: number,
  layout: HexLayout,
  perLine = BYTES_PER_LINE,
): HexLine {
  const start = line * perLine
  const end = Math.min(start + perLine, bytes.length)
  const near = (ranges: readonly HexRange[]) =>
    ranges.filter((range) => range.start < end && range.end > start)
  const framing = near(layout.framing)
  const marks = layout.marks.map(({ mark, ranges }) => ({ mark, ranges: near(ranges) }))
  const shown: HexByte[] = []
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    const isIn = (ranges: readonly HexRange[]) => ranges.some((range) => at >= range.start && at < range.end)
    shown.push({
      at,
      hex: byte.toString(16).padStart(2, '0'),
      character: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
      part: at < layout.headLength ? 'head' : isIn(framing) ? 'framing' : 'body',
      mark: marks.find(({ ranges }) => isIn(ranges))?.mark ?? null,
    })
  }
  return { offset: offsetText(start), bytes: shown }
}

export function offsetText(offset: number): string {
  return offset.toString(16).padStart(8, '0')
}

/** Where a key leads from a byte; null: the key is none of the view's own. */
export function byteOfKey(key: string, from: number, perLine: number, count: number): number | null {
  const lineStart = from - (from % perLine)
  const target: Readonly<Record<string, number>> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - perLine,
    ArrowDown: from + perLine,
    Home: lineStart,
    End: lineStart + perLine - 1,
  }
  const wanted = target[key]
  if (wanted === undefined) return null
  return wanted < 0 ? from : Math.min(wanted, count - 1)
}

/** The whole as text for the clipboard: offset, bytes, characters. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let line = 0; line < hexLineCount(bytes); line++) {
    const { offset, bytes: shown } = hexLine(bytes, line, plainLayout)
    const hex = shown.map((byte) => byte.hex).join(' ')
    lines.push(
      `${offset}  ${hex.padEnd(BYTES_PER_LINE * 3 - 1)}  ${shown.map((byte) => byte.character).join('')}`,
    )
  }
  return lines.join('\n')
}

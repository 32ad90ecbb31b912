/** Bytes on one line of the hex view, where there is room for them. */
export const BYTES_PER_LINE = 16
/** Where there is not. */
export const BYTES_PER_NARROW_LINE = 8

/** Which part of an HTTP message a byte belongs to. */
export type HexPart = 'head' | 'body'

export interface HexLine {
  /** Offset of the first byte, eight hexadecimal digits. */
  readonly offset: string
  /** Bytes of the line in runs that belong to the same part; the last line may be short. */
  readonly runs: readonly { readonly part: HexPart; readonly hex: readonly string[]; readonly text: string }[]
}

/** Number of lines the bytes fill. */
export function hexLineCount(bytes: Uint8Array, perLine = BYTES_PER_LINE): number {
  return Math.ceil(bytes.length / perLine)
}

/** One line of the hex view, made when it is shown. `headLength`: where the body begins. */
export function hexLine(
  bytes: Uint8Array,
  line: number,
  headLength: number,
  perLine = BYTES_PER_LINE,
): HexLine {
  const start = line * perLine
  const end = Math.min(start + perLine, bytes.length)
  const split = Math.min(Math.max(headLength, start), end)
  const runs = []
  if (split > start) runs.push(runOf(bytes.subarray(start, split), 'head' as const))
  if (end > split) runs.push(runOf(bytes.subarray(split, end), 'body' as const))
  return { offset: start.toString(16).padStart(8, '0'), runs }
}

function runOf(bytes: Uint8Array, part: HexPart) {
  const hex: string[] = []
  let text = ''
  for (const byte of bytes) {
    hex.push(byte.toString(16).padStart(2, '0'))
    // Only printable ASCII: one column a byte, whatever the charset.
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  return { part, hex, text }
}

/** Length of an HTTP head: up to and including its empty line; all bytes when there is none. CRLF and bare LF both count. */
export function headLengthOf(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0x0a) continue
    if (bytes[at + 1] === 0x0a) return at + 2
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3
  }
  return bytes.length
}

/** The whole as text for the clipboard: offset, bytes, characters. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let line = 0; line < hexLineCount(bytes); line++) {
    const { offset, runs } = hexLine(bytes, line, 0)
    const hex = runs.flatMap((run) => run.hex).join(' ')
    lines.push(`${offset}  ${hex.padEnd(BYTES_PER_LINE * 3 - 1)}  ${runs.map((run) => run.text).join('')}`)
  }
  return lines.join('\n')
}

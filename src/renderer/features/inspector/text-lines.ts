/** A line no longer than this is one row; a longer one is cut, or one row could hold megabytes. */
const CUT = 400

export interface TextLine {
  /** Line number in the text, from 1; null for the second and later rows of a line. */
  readonly number: number | null
  readonly from: number
  readonly to: number
}

/** Where the rows of a text begin and end. */
export function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = []
  let number = 0
  for (let from = 0; from <= text.length;) {
    const found = text.indexOf('\n', from)
    const end = found < 0 ? text.length : found
    number++
    for (let at = from; at === from || at < end; at += CUT) {
      lines.push({ number: at === from ? number : null, from: at, to: Math.min(end, at + CUT) })
    }
    from = end + 1
  }
  return lines
}

/** The row that holds a character. */
export function rowOfOffset(lines: readonly TextLine[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.from ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

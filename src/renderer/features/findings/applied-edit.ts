/** A change of a text, as a reader compares it: the line it is in, before and after. */
export interface ShownEdit {
  readonly before: { readonly lead: string; readonly changed: string; readonly tail: string }
  readonly after: { readonly lead: string; readonly changed: string; readonly tail: string }
}

export interface Edit {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** Characters around the change that are shown with it, at most. */
const AROUND = 60
/** A longer change is shown by its two ends. */
const LONGEST = 300

/** The text with the change made. */
export function applyEdit(source: string, { offset, length, text }: Edit): string {
  return source.slice(0, offset) + text + source.slice(offset + length)
}

/** The change with a little of what is around it, never beyond its line. */
export function showEdit(source: string, { offset, length, text }: Edit): ShownEdit {
  const end = offset + length
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1
  const nextLine = source.indexOf('\n', end)
  const lineEnd = nextLine < 0 ? source.length : nextLine
  const from = Math.max(lineStart, offset - AROUND)
  const to = Math.min(lineEnd, end + AROUND)
  const lead = `${from > lineStart ? '…' : ''}${source.slice(from, offset).trimStart()}`
  const tail = `${source.slice(end, to)}${to < lineEnd ? '…' : ''}`
  return {
    before: { lead, changed: shorten(source.slice(offset, end)), tail },
    after: { lead, changed: shorten(text), tail },
  }
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`
}

import { EXCLAMATION, GREATER, LESS, QUESTION, SLASH, isNameStart } from './characters.js'

/** Markup that is no element. */
export interface Markup {
  /** `declaration` is any `<!…>` that is none of the others; it has no place in a document. */
  readonly kind: 'cdata' | 'comment' | 'instruction' | 'doctype' | 'declaration' | 'tag'
  /** What stands between its marks. */
  readonly from: number
  readonly to: number
  /** Behind it; where the text ends inside it, the end of the text. */
  readonly end: number
  /** False: its end mark is missing. */
  readonly complete: boolean
}

function delimited(text: string, kind: Markup['kind'], from: number, close: string, limit: number): Markup {
  const found = text.indexOf(close, from)
  if (found < 0 || found >= limit) return { kind, from, to: limit, end: limit, complete: false }
  return { kind, from, to: found, end: Math.min(limit, found + close.length), complete: true }
}

/** The markup at a `<`; null: the `<` stands for itself. Of a start tag it tells nothing but that it is one. */
export function markupAt(text: string, open: number, limit: number): Markup | null {
  const next = text.charCodeAt(open + 1)
  if (next === EXCLAMATION) {
    if (text.startsWith('<!--', open)) return delimited(text, 'comment', open + 4, '-->', limit)
    if (text.startsWith('<![CDATA[', open)) return delimited(text, 'cdata', open + 9, ']]>', limit)
    const isDoctype = text.startsWith('<!DOCTYPE', open) || text.startsWith('<!doctype', open)
    return delimited(text, isDoctype ? 'doctype' : 'declaration', open + 2, '>', limit)
  }
  if (next === QUESTION) return delimited(text, 'instruction', open + 2, '?>', limit)
  if (next === SLASH) {
    const end = Math.min(limit, endTagEnd(text, open))
    return { kind: 'tag', from: open, to: open, end, complete: true }
  }
  if (!isNameStart(next)) return null
  return { kind: 'tag', from: open, to: open, end: limit, complete: true }
}

/** Whether a `<` begins markup, and does not stand for itself. */
export function beginsMarkup(text: string, open: number): boolean {
  const next = text.charCodeAt(open + 1)
  return next === SLASH || next === EXCLAMATION || next === QUESTION || isNameStart(next)
}

/** The offset behind an end tag that begins at `open`: after its `>`, or before the next `<` if that is missing. */
export function endTagEnd(text: string, open: number): number {
  let at = open + 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === GREATER) return at + 1
    if (code === LESS) return at
    at++
  }
  return at
}

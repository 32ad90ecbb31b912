import { isWhitespace } from './characters.js'
import type { XmlElement } from './document.js'
import { markupAt } from './markup.js'
import { resolveText } from './references.js'

/** One piece of an element's content, in document order. */
export type XmlContent =
  | { readonly kind: 'element'; readonly element: XmlElement; readonly start: number; readonly end: number }
  | {
      readonly kind: 'text' | 'cdata' | 'comment' | 'instruction'
      /** Resolved text; of a comment or processing instruction what is between its marks. */
      readonly value: string
      readonly start: number
      readonly end: number
    }

/** Reads what lies between two elements; the reader saw no element there. */
export function readGap(text: string, from: number, to: number, items: XmlContent[]): void {
  let textFrom = from
  let at = from
  const endText = (end: number): void => {
    if (end <= textFrom) return
    items.push({ kind: 'text', value: resolveText(text, textFrom, end, false), start: textFrom, end })
  }
  while (at < to) {
    const open = text.indexOf('<', at)
    if (open < 0 || open >= to) break
    const markup = markupAt(text, open, to)
    if (markup === null) {
      at = open + 1
      continue
    }
    endText(open)
    const { kind, end } = markup
    if (kind === 'cdata' || kind === 'comment' || kind === 'instruction') {
      const raw = text.slice(markup.from, markup.to)
      const value = raw.includes('\r') ? raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : raw
      items.push({ kind, value, start: open, end })
    }
    at = end
    textFrom = at
  }
  endText(to)
}

/** Whether a text has nothing but white space between two offsets. */
export function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!isWhitespace(text.charCodeAt(at))) return false
  }
  return true
}

import { RE2JS } from 're2js'

/** How a term's text is looked for. Text compares without case. */
export type Pattern =
  | { readonly kind: 'text'; readonly text: string; readonly folded: string }
  /** `*` stands for any characters. */
  | { readonly kind: 'wildcard'; readonly text: string; readonly pieces: readonly string[] }
  | { readonly kind: 'regex'; readonly source: string; readonly test: (text: string) => boolean }

export function textPattern(text: string): Pattern {
  return { kind: 'text', text, folded: text.toLowerCase() }
}

/** A pattern from an unquoted word. */
export function wordPattern(text: string): Pattern {
  if (!text.includes('*')) return textPattern(text)
  return { kind: 'wildcard', text, pieces: text.toLowerCase().split('*') }
}

/**
 * A regular expression, without case. Anybody may write one, so it runs on an engine that is linear in the text.
 * Throws an error that says what is wrong with it.
 */
export function regexPattern(source: string): Pattern {
  const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
  return { kind: 'regex', source, test: (text) => compiled.test(text) }
}

/** Whether the pattern fits the text as a whole. A regular expression says itself (`^`, `$`) how much it covers. */
export function fits(pattern: Pattern, text: string): boolean {
  switch (pattern.kind) {
    case 'text':
      return text.toLowerCase() === pattern.folded
    case 'wildcard':
      return fitsPieces(pattern.pieces, text.toLowerCase())
    case 'regex':
      return pattern.test(text)
  }
}

/** Whether the pattern occurs anywhere in the text; with a wildcard in it too: `WiFi.*.SSID`. */
export function contains(pattern: Pattern, text: string): boolean {
  switch (pattern.kind) {
    case 'text':
      return text.toLowerCase().includes(pattern.folded)
    case 'wildcard':
      return fitsPieces(['', ...pattern.pieces, ''], text.toLowerCase())
    case 'regex':
      return pattern.test(text)
  }
}

/** The pieces between the stars must follow each other; taking the first place for each is enough, so this is linear in each piece. */
function fitsPieces(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false
  let at = first.length
  const end = text.length - last.length
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}

import { isSecretParameter } from '../../core/redact/index.js'
import { visible } from './visible.js'

/** Characters of a line that are shown around a place. */
const around = 100
/** So much of a text is looked at to find secrets near a place. */
const neighbourhood = 2000

/**
 * The line a finding points at, and below it a line of carets; empty where there is no place in the text.
 * Values of secret parameters are covered.
 */
export function excerpt(
  text: string,
  offset: number | undefined,
  length: number | undefined,
): readonly string[] {
  if (offset === undefined || text === '' || offset > text.length) return []
  const covered = coverSecrets(text, offset)
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const newline = text.indexOf('\n', offset)
  const lineEnd = newline < 0 ? text.length : newline
  const indent = /^\s*/.exec(text.slice(lineStart, offset))?.[0].length ?? 0
  const start = Math.max(lineStart + indent, offset - Math.floor(around / 3))
  const end = Math.min(lineEnd, start + around)
  const before = shown(covered(start, offset))
  const marked = shown(covered(offset, Math.max(offset, Math.min(end, offset + (length ?? 0)))))
  const after = shown(covered(Math.min(end, offset + (length ?? 0)), end))
  const front = start > lineStart + indent ? '…' : ''
  const line = `${front}${before}${marked}${after}${end < lineEnd ? '…' : ''}`
  if (line.trim() === '') return []
  return [
    line.trimEnd(),
    `${' '.repeat(front.length + before.length)}${'^'.repeat(Math.max(1, marked.trimEnd().length))}`,
  ]
}

function shown(text: string): string {
  return visible(text.replaceAll('\t', ' ').replaceAll('\r', ''))
}

const namedValue =
  /<(?:[\w.-]+:)?Name\b[^<>]*>([^<]{0,300})<\/(?:[\w.-]+:)?Name\s*>\s*<(?:[\w.-]+:)?Value\b[^<>]*>([^<]*)/g
const secretElement = /<((?:[\w.-]+:)?Password)\b[^<>]*>([^<]*)/g

/** Reads parts of a text with the values of secrets around a place replaced, character by character. */
function coverSecrets(text: string, offset: number): (from: number, to: number) => string {
  const from = Math.max(0, offset - neighbourhood)
  const near = text.slice(from, offset + neighbourhood)
  const hidden: (readonly [number, number])[] = []
  for (const pattern of [namedValue, secretElement]) {
    for (const match of near.matchAll(pattern)) {
      const [whole, name = '', value = ''] = match
      const end = match.index + whole.length
      if (pattern === secretElement || isSecretParameter(name.trim()))
        hidden.push([from + end - value.length, from + end])
    }
  }
  return (start, end) => {
    let part = text.slice(start, end)
    for (const [first, last] of hidden) {
      const low = Math.max(first, start)
      const high = Math.min(last, end)
      if (low < high) part = part.slice(0, low - start) + '•'.repeat(high - low) + part.slice(high - start)
    }
    return part
  }
}

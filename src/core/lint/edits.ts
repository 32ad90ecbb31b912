import type { Fix } from './finding.js'
import type { Place } from './rule.js'

/** Puts a text where another stands. */
export function replaceWith(title: string, { offset, length }: Place, text: string): Fix {
  return { kind: 'edit', title, offset, length, text }
}

/** Takes a text out. */
export function remove(title: string, place: Place): Fix {
  return replaceWith(title, place, '')
}

/** Puts a text in. */
export function insertAt(title: string, offset: number, text: string): Fix {
  return replaceWith(title, { offset, length: 0 }, text)
}

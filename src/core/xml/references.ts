import { AMPERSAND, CR, LF, TAB, isNameCharacter, isXmlCharacter } from './characters.js'
import type { DefectLog } from './defects.js'

/** The longest reference worth looking for: `&#x0010FFFF;` and the like. */
const maxReferenceLength = 32

const SEMICOLON = 0x3b
const HASH = 0x23

/** What a reference stands for, and how long it is; null: the `&` is not the start of a reference. */
interface Reference {
  readonly value: string
  readonly length: number
  readonly problem: 'illegal-character-reference' | 'unknown-entity' | null
}

function referenceAt(text: string, at: number, limit: number): Reference | null {
  const end = Math.min(limit, at + maxReferenceLength)
  let semicolon = at + 1
  while (semicolon < end) {
    const code = text.charCodeAt(semicolon)
    if (code === SEMICOLON) break
    if (code !== HASH && !isNameCharacter(code)) return null
    semicolon++
  }
  if (semicolon >= end || semicolon === at + 1) return null
  const length = semicolon + 1 - at
  if (text.charCodeAt(at + 1) === HASH) return characterReference(text.slice(at + 2, semicolon), length)
  const name = text.slice(at + 1, semicolon)
  const value = predefinedEntity(name)
  if (value !== null) return { value, length, problem: null }
  return { value: text.slice(at, semicolon + 1), length, problem: 'unknown-entity' }
}

function predefinedEntity(name: string): string | null {
  switch (name) {
    case 'amp':
      return '&'
    case 'lt':
      return '<'
    case 'gt':
      return '>'
    case 'quot':
      return '"'
    case 'apos':
      return "'"
    default:
      return null
  }
}

function characterReference(digits: string, length: number): Reference | null {
  const hexadecimal = digits.startsWith('x')
  const body = hexadecimal ? digits.slice(1) : digits
  if (!(hexadecimal ? /^[0-9A-Fa-f]+$/ : /^[0-9]+$/).test(body)) return null
  const codePoint = Number.parseInt(body, hexadecimal ? 16 : 10)
  if (isXmlCharacter(codePoint)) return { value: String.fromCodePoint(codePoint), length, problem: null }
  // A control character says what the CPE meant and is kept; what is no character at all cannot be.
  const keep = codePoint > 0 && codePoint < 0x20
  return {
    value: keep ? String.fromCharCode(codePoint) : '\ufffd',
    length,
    problem: 'illegal-character-reference',
  }
}

/** Names what is wrong with the `&` at `at`, if anything is, and gives the offset behind what was looked at. */
export function checkReference(text: string, at: number, limit: number, defects: DefectLog): number {
  const reference = referenceAt(text, at, limit)
  if (reference === null) {
    defects.add(
      'raw-ampersand',
      'A "&" stands in the text without being a reference; it was read as itself.',
      at,
      1,
    )
    return at + 1
  }
  const source = text.slice(at, at + reference.length)
  if (reference.problem === 'unknown-entity') {
    const message = `${source} is not one of the five entities XML knows without a DOCTYPE; it was kept as it stands.`
    defects.add('unknown-entity', message, at, reference.length)
  } else if (reference.problem === 'illegal-character-reference') {
    defects.add(
      'illegal-character-reference',
      `${source} names a character that XML does not allow.`,
      at,
      reference.length,
    )
  }
  return at + reference.length
}

/**
 * The value of a stretch of text: references resolved, line ends normalised (XML 1.0 2.11), and for an attribute
 * white space characters turned into spaces (3.3.3).
 */
export function resolveText(text: string, from: number, to: number, attribute: boolean): string {
  let value = ''
  let plainFrom = from
  let at = from
  while (at < to) {
    const code = text.charCodeAt(at)
    let replacement: string | null = null
    let length = 1
    if (code === AMPERSAND) {
      const reference = referenceAt(text, at, to)
      if (reference !== null) {
        replacement = reference.value
        length = reference.length
      }
    } else if (code === CR) {
      if (at + 1 < to && text.charCodeAt(at + 1) === LF) length = 2
      replacement = attribute ? ' ' : '\n'
    } else if (attribute && (code === LF || code === TAB)) {
      replacement = ' '
    }
    if (replacement !== null) {
      value += text.slice(plainFrom, at) + replacement
      plainFrom = at + length
    }
    at += length
  }
  return value + text.slice(plainFrom, to)
}

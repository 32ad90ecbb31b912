/** Character codes and classes of XML 1.0, as the reader needs them: tables instead of expressions on the hot path. */

export const TAB = 0x09
export const LF = 0x0a
export const CR = 0x0d
export const SPACE = 0x20
export const EXCLAMATION = 0x21
export const QUOTE = 0x22
export const AMPERSAND = 0x26
export const APOSTROPHE = 0x27
export const SLASH = 0x2f
export const COLON = 0x3a
export const LESS = 0x3c
export const EQUALS = 0x3d
export const GREATER = 0x3e
export const QUESTION = 0x3f
export const CLOSE_BRACKET = 0x5d

const NAME_START = 1
const NAME = 2

const classes = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  const letter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
  if (letter || code === COLON || code === 0x5f) classes[code] = NAME_START | NAME
  else if ((code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e) classes[code] = NAME
}

/** Beyond ASCII everything is taken as part of a name: no field of CWMP needs the exact table of XML 1.0 2.3. */
export function isNameStart(code: number): boolean {
  return code < 128 ? ((classes[code] ?? 0) & NAME_START) !== 0 : code >= 0xc0
}

export function isNameCharacter(code: number): boolean {
  return code < 128 ? classes[code] !== 0 : code >= 0xb7
}

export function isWhitespace(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB
}

/** Whether a code point may stand in an XML 1.0 document (production Char). */
export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === TAB || codePoint === LF || codePoint === CR
  if (codePoint < 0xd800) return true
  return (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff)
}

/** How a character is shown in a message: `U+0002`. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

import { CLOSE_BRACKET, GREATER, codePointName } from './characters.js'
import type { DefectLog } from './defects.js'

/**
 * Looks at a character outside the common ones and names what is wrong with it: a control character, half a
 * surrogate pair, the `]` that begins a forbidden `]]>`. Gives the offset behind it.
 */
export function checkCharacter(text: string, at: number, code: number, defects: DefectLog): number {
  if (code === CLOSE_BRACKET) {
    if (text.charCodeAt(at + 1) !== CLOSE_BRACKET || text.charCodeAt(at + 2) !== GREATER) return at + 1
    const message = 'The characters "]]>" stand in text outside a CDATA section.'
    defects.add('cdata-end-in-text', message, at, 3)
    return at + 3
  }
  if (code >= 0x20 && code < 0xd800) return at + 1
  if (code >= 0xd800 && code <= 0xdbff) {
    const next = text.charCodeAt(at + 1)
    if (next >= 0xdc00 && next <= 0xdfff) return at + 2
  }
  if (code < 0xe000 || code >= 0xfffe) {
    const message = `The character ${codePointName(code)} is not allowed in XML; it was kept.`
    defects.addRun('illegal-character', message, at, 1)
  }
  return at + 1
}

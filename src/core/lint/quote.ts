import { isSecretParameter } from '../redact/index.js'

/** How much of a text of a message a finding quotes. */
const quotedLength = 60

/** A text of a message in quotation marks, short, with control characters made visible. */
export function quote(text: string): string {
  const short = text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text
  return `"${short.replace(/[\p{Cc}\p{Cf}]/gu, escaped)}"`
}

/** A parameter's value in quotation marks; of a secret one only that it has a value. */
export function quoteValue(name: string, value: string): string {
  return isSecretParameter(name) && value !== '' ? '(not shown)' : quote(value)
}

/** A parameter's name, short, with control characters made visible; in quotation marks only where it would get lost otherwise. */
export function nameText(name: string): string {
  return /^[\x21-\x7e]{1,256}$/.test(name) ? name : quote(name)
}

function escaped(character: string): string {
  switch (character) {
    case '\n':
      return '\\n'
    case '\r':
      return '\\r'
    case '\t':
      return '\\t'
    default:
      return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  }
}

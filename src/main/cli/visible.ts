/** Text from a CPE on a terminal: control and bidirectional characters cannot act, only be seen. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\t') return '\\t'
    if (character === '\r') return '\\r'
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
}

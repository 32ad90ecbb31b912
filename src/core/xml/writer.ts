import { isXmlCharacter } from './characters.js'

/** How the document is laid out; neither changes what it says. */
export interface XmlWriterOptions {
  /** Begin with `<?xml version="1.0" encoding="UTF-8"?>`. */
  readonly declaration: boolean
  /** One element a line, indented by two spaces. Text is never touched. */
  readonly pretty: boolean
}

export type AttributeList = readonly (readonly [name: string, value: string])[]

/** Writes one document, element by element. Names are trusted, texts and attribute values are escaped. */
export interface XmlWriter {
  open(name: string, attributes?: AttributeList): void
  /** Ends the element opened last. */
  close(): void
  /** An element with nothing but text. */
  leaf(name: string, text: string, attributes?: AttributeList): void
  /** Markup as it stands: nothing of it is checked or escaped. */
  markup(xml: string): void
  /** The document so far. */
  toString(): string
}

/** The only writer of XML in this program: what goes out is exactly what is decided here. */
export function createXmlWriter(options: XmlWriterOptions): XmlWriter {
  const parts: string[] = options.declaration ? ['<?xml version="1.0" encoding="UTF-8"?>'] : []
  const open: string[] = []
  /** The start tag written last still lacks its `>`. */
  let pending = false

  const finishStartTag = (): void => {
    if (pending) parts.push('>')
    pending = false
  }
  const newLine = (): void => {
    if (options.pretty && parts.length > 0) parts.push(`\n${'  '.repeat(open.length)}`)
  }
  const startTag = (name: string, attributes: AttributeList): void => {
    finishStartTag()
    newLine()
    parts.push(`<${name}`)
    for (const [attribute, value] of attributes) parts.push(` ${attribute}="${escapeAttribute(value)}"`)
  }

  return {
    open(name, attributes = []) {
      startTag(name, attributes)
      open.push(name)
      pending = true
    },
    close() {
      const name = open.pop()
      if (name === undefined) throw new Error('There is no open element to close.')
      if (pending) {
        parts.push('/>')
        pending = false
        return
      }
      newLine()
      parts.push(`</${name}>`)
    },
    leaf(name, text, attributes = []) {
      startTag(name, attributes)
      parts.push(text === '' ? '/>' : `>${escapeText(text)}</${name}>`)
    },
    markup(xml) {
      finishStartTag()
      parts.push(xml)
    },
    toString: () => parts.join(''),
  }
}

/** A carriage return is written as a reference, or the reader at the other end would turn it into a line feed (XML 1.0 2.11). */
function escapeText(text: string): string {
  return /[&<>\r]/.test(text) || !isWritableText(text) ? escape(text, false) : text
}

function escapeAttribute(text: string): string {
  return /[&<>"\t\n\r]/.test(text) || !isWritableText(text) ? escape(text, true) : text
}

function escape(text: string, attribute: boolean): string {
  let escaped = ''
  for (const character of text) escaped += escapeCharacter(character, attribute)
  return escaped
}

function escapeCharacter(character: string, attribute: boolean): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '\r':
      return '&#13;'
    case '"':
      return attribute ? '&quot;' : character
    case '\n':
      return attribute ? '&#10;' : character
    case '\t':
      return attribute ? '&#9;' : character
    default:
      // XML 1.0 has no way to write such a character; U+FFFD is the sign for one that is lost.
      return isXmlCharacter(character.codePointAt(0) ?? 0) ? character : '\ufffd'
  }
}

/** Whether XML 1.0 can carry the text at all: most control characters it cannot. */
export function isWritableText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x20 && code < 0xd800) continue
    const codePoint = text.codePointAt(at) ?? 0
    if (!isXmlCharacter(codePoint)) return false
    if (codePoint > 0xffff) at++
  }
  return true
}

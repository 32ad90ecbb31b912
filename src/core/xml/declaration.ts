import { isNameCharacter } from './characters.js'

/** What the XML declaration says. */
export interface XmlDeclaration {
  readonly version: string | null
  readonly encoding: string | null
  readonly standalone: string | null
}

/** How much of a declaration is looked at; it has no business being longer. */
const maxLength = 512

const versionPart = /\sversion\s*=\s*(["'])([^"']*)\1/
const encodingPart = /\sencoding\s*=\s*(["'])([^"']*)\1/
const standalonePart = /\sstandalone\s*=\s*(["'])([^"']*)\1/

/** Reads the processing instruction from `start` to `end` as an XML declaration; null: it is another one. */
export function readDeclaration(text: string, start: number, end: number): XmlDeclaration | null {
  const isDeclaration =
    text.slice(start + 2, start + 5).toLowerCase() === 'xml' && !isNameCharacter(text.charCodeAt(start + 5))
  if (!isDeclaration) return null
  const source = text.slice(start + 5, Math.min(end, start + maxLength))
  return {
    version: versionPart.exec(source)?.[2] ?? null,
    encoding: encodingPart.exec(source)?.[2] ?? null,
    standalone: standalonePart.exec(source)?.[2] ?? null,
  }
}

import type { RpcStruct, RpcValue } from '../soap/message.js'

/** Small pieces of sentences, and safe access to decoded arguments: what was not sent is an empty text or list. */

export function textAt(args: RpcStruct, name: string): string {
  const value = args[name]
  return typeof value === 'string' ? value : ''
}

export function listAt(args: RpcStruct, name: string): readonly RpcValue[] {
  const value = args[name]
  return Array.isArray(value) ? value : []
}

export function structAt(args: RpcStruct, name: string): RpcStruct {
  return asStruct(args[name])
}

export function asStruct(value: RpcValue | undefined): RpcStruct {
  return typeof value === 'object' && isStruct(value) ? value : {}
}

function isStruct(value: RpcStruct | readonly RpcValue[]): value is RpcStruct {
  return !Array.isArray(value)
}

/** The texts of a list, or one member of its structs. */
export function texts(list: readonly RpcValue[], member?: string): string[] {
  const picked = list.map((item) => (member === undefined ? item : asStruct(item)[member]))
  return picked.filter((item): item is string => typeof item === 'string')
}

export function isTrue(text: string): boolean {
  return text === '1' || text.toLowerCase() === 'true'
}

/** `1 parameter`, `8 parameters`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`
}

/** `a`, `a and b`, `a, b and c`, `a, b and 5 more`. */
export function join(items: readonly string[], most = 4): string {
  const shown =
    items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : [...items]
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** Line ends and tabs become spaces; what is too long is cut. */
export function onOneLine(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** A text from the wire inside a sentence: quoted, on one line, not endless. */
export function quote(text: string): string {
  return `“${onOneLine(text, 60)}”`
}

/** The last words of a path: enough to recognise it in a narrow place. */
export function shortPath(path: string): string {
  const isObject = path.endsWith('.')
  const parts = (isObject ? path.slice(0, -1) : path).split('.')
  const kept: string[] = []
  for (const part of parts.toReversed()) {
    kept.unshift(part)
    const names = kept.filter((name) => !/^\d+$/.test(name)).length
    if (names >= 2) break
  }
  return `${kept.join('.')}${isObject ? '.' : ''}`
}

/** A URL in a sentence: without the credentials that some carry, on one line, not endless. */
export function shownUrl(url: string): string {
  return onOneLine(url.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1…@'), 120)
}

/** A path or another name from the wire, unquoted: on one line, not endless. */
export function shownName(name: string): string {
  return onOneLine(name, 100)
}

/** ` with CommandKey “k”`, or nothing. */
export function withKey(key: string): string {
  return key === '' ? '' : ` with CommandKey ${quote(key)}`
}

/** Sentences as they are shown: on one line, not endless, and with one full stop where a path ends with a dot. */
export function shownSentences(text: string, longest: number): string {
  return onOneLine(text.replaceAll(/([\w}\])])\.\.(?=\s|$)/g, '$1.'), longest)
}

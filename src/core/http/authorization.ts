import { fromBase64, toBase64, utf8, utf8OrLatin1 } from './text.js'

/** A challenge of WWW-Authenticate, or the credentials of Authorization: both have the same form (RFC 9110 11). */
export interface AuthFields {
  /** Lower case: `digest`, `basic`. */
  readonly scheme: string
  /** Names in lower case, values without quotes. */
  readonly parameters: ReadonlyMap<string, string>
  /** What Basic has in place of parameters. */
  readonly token: string | null
}

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=\s*(?:,|$))/y
const PARAMETER = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))/y
const GAP = /[\s,]*/y

/**
 * Reads the values of WWW-Authenticate or Authorization headers. Several challenges may stand in one header
 * and in several; what cannot be read is skipped.
 */
export function parseAuth(values: readonly string[]): readonly AuthFields[] {
  return values.flatMap(parseOne)
}

function parseOne(value: string): AuthFields[] {
  const found: { scheme: string; parameters: Map<string, string>; token: string | null }[] = []
  let at = 0
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(value)
    if (match) at = pattern.lastIndex
    return match
  }
  while (at < value.length) {
    next(GAP)
    const current = found.at(-1)
    const parameter = current ? next(PARAMETER) : null
    if (current && parameter) {
      const name = (parameter[1] ?? '').toLowerCase()
      const quoted = parameter[2]?.replace(/\\(.)/g, '$1')
      if (!current.parameters.has(name)) current.parameters.set(name, quoted ?? parameter[3] ?? '')
      continue
    }
    const scheme = next(TOKEN)
    if (!scheme) {
      at++
      continue
    }
    const started = {
      scheme: scheme[0].toLowerCase(),
      parameters: new Map<string, string>(),
      token: null as string | null,
    }
    found.push(started)
    if (!/\s/.test(value.charAt(at))) continue
    next(GAP)
    const beforeToken = at
    const token = next(TOKEN68)
    // `realm=` with nothing behind is a parameter, not a token.
    if (token && PARAMETER_NAME_ONLY.test(token[0])) at = beforeToken
    else started.token = token?.[0] ?? null
  }
  return found
}

const PARAMETER_NAME_ONLY = /^(?:realm|nonce|opaque|domain|qop|stale|algorithm|charset|userhash)=$/i

/** Value of an Authorization header for Basic (RFC 7617), credentials in UTF-8. */
export function authorizeBasic(username: string, password: string): string {
  return `Basic ${toBase64(utf8(`${username}:${password}`))}`
}

/** Username and password of a Basic Authorization header; null if it is none. */
export function parseBasic(authorization: string): { username: string; password: string } | null {
  const token = /^\s*basic\s+(\S+)\s*$/i.exec(authorization)?.[1]
  const bytes = token === undefined ? null : fromBase64(token)
  if (bytes === null) return null
  const text = utf8OrLatin1(bytes)
  const colon = text.indexOf(':')
  return colon < 0 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** Writes a text as quoted-string; line ends cannot stand in a header and are dropped. */
export function quoted(text: string): string {
  return `"${text.replace(/[\r\n]/g, '').replace(/["\\]/g, '\\$&')}"`
}

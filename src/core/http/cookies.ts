/** One cookie as it goes over the wire. */
export interface Cookie {
  readonly name: string
  readonly value: string
}

/** A cookie as a server sets it. */
export interface SetCookie extends Cookie {
  readonly path?: string
  /** Seconds; 0 or less: forget it. */
  readonly maxAge?: number
  readonly httpOnly?: boolean
}

/**
 * Reads a Cookie header as CPEs write it: RFC 6265, or RFC 2965 with its `$Version`, `$Path` and `$Domain`
 * attributes (dropped) and quoted values (unquoted). Commas part cookies only in the older form.
 */
export function parseCookies(value: string): readonly Cookie[] {
  const old = /^\s*\$Version\s*=/i.test(value)
  const cookies: Cookie[] = []
  for (const part of splitOutsideQuotes(value, old ? ';,' : ';')) {
    const cookie = nameAndValue(part)
    if (cookie !== null && !cookie.name.startsWith('$')) cookies.push(cookie)
  }
  return cookies
}

/** Writes a Cookie header (RFC 6265 5.4). */
export function writeCookies(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** Writes a Set-Cookie header. Name and value must be cookie-octets (RFC 6265 4.1.1): the program makes them itself. */
export function writeSetCookie(cookie: SetCookie): string {
  let text = `${cookie.name}=${cookie.value}`
  if (cookie.path !== undefined) text += `; Path=${cookie.path}`
  if (cookie.maxAge !== undefined) text += `; Max-Age=${cookie.maxAge}`
  if (cookie.httpOnly) text += '; HttpOnly'
  return text
}

/** Reads one Set-Cookie header, attributes a CPE has use for; null if it has no name. */
export function parseSetCookie(value: string): SetCookie | null {
  const [first, ...attributes] = splitOutsideQuotes(value, ';')
  const cookie = nameAndValue(first ?? '')
  if (cookie === null) return null
  const read = new Map(
    attributes.map((attribute) => {
      const [name = '', ...rest] = attribute.split('=')
      return [name.trim().toLowerCase(), unquote(rest.join('=').trim())] as const
    }),
  )
  const path = read.get('path')
  const maxAge = read.get('max-age')
  return {
    ...cookie,
    ...(path === undefined ? {} : { path }),
    ...(maxAge !== undefined && /^-?\d+$/.test(maxAge) ? { maxAge: Number(maxAge) } : {}),
    ...(read.has('httponly') ? { httpOnly: true } : {}),
  }
}

function nameAndValue(part: string): Cookie | null {
  const equals = part.indexOf('=')
  const name = part.slice(0, Math.max(equals, 0)).trim()
  return name === '' ? null : { name, value: unquote(part.slice(equals + 1).trim()) }
}

function unquote(text: string): string {
  return /^"[^]*"$/.test(text) && text.length >= 2 ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text
}

function splitOutsideQuotes(text: string, separators: string): string[] {
  const parts: string[] = []
  let part = ''
  let inQuotes = false
  for (const character of text) {
    if (character === '"') inQuotes = !inQuotes
    if (!inQuotes && separators.includes(character)) {
      parts.push(part)
      part = ''
    } else {
      part += character
    }
  }
  parts.push(part)
  return parts
}

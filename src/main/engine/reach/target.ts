/** A ConnectionRequestURL, taken apart. */
export interface Target {
  readonly secure: boolean
  /** Name or address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  /** Value of the Host header. */
  readonly authority: string
  /** Request target exactly as the CPE wrote it: some compare it byte for byte. */
  readonly path: string
}

/** Reads a ConnectionRequestURL; a string says what is wrong with it. */
export function readTarget(text: string): Target | string {
  const trimmed = text.trim()
  const shown = `The CPE's ConnectionRequestURL is "${trimmed}"`
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) {
    return `${shown}, which is not an http URL. The CPE must report a usable one: check its network and management settings.`
  }
  const url = new URL(trimmed)
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === '0.0.0.0' || host === '::') {
    return `${shown}: the CPE does not know its own address yet. Wait for its next Inform, which should bring a better one.`
  }
  const written = /^https?:\/\/[^/?#]*([^#]*)/i.exec(trimmed)?.[1] ?? ''
  // Only what may stand in a request line is sent as it is: the text comes from the CPE.
  const usable = /^[\x21-\x7e]*$/.test(written) ? written : url.pathname + url.search
  return {
    secure,
    host,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    authority: url.host,
    path: usable.startsWith('/') ? usable : `/${usable}`,
  }
}

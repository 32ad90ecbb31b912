import { quoted, type AuthFields } from './authorization.js'

/** `algorithm` values of RFC 7616 and 2617 that are spoken here. */
export type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess'

/** Lower-case hex of a hash over the UTF-8 bytes of the text. */
export type Hash = (algorithm: 'MD5' | 'SHA-256', text: string) => string

/** What a digest response is computed from. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm
  readonly username: string
  readonly realm: string
  readonly password: string
  readonly method: string
  /** As in the `uri` field: the request target. */
  readonly uri: string
  readonly nonce: string
  /** With qop=auth, and for the -sess algorithms. */
  readonly cnonce: string
  /** Null: the older form without qop (RFC 2069), which CPEs still speak. */
  readonly qop: { readonly value: 'auth'; readonly nonceCount: string } | null
}

/** The `response` field (RFC 7616 3.4.1). */
export function digestResponse(input: DigestInput, hash: Hash): string {
  const base = input.algorithm.startsWith('MD5') ? 'MD5' : 'SHA-256'
  const h = (text: string) => hash(base, text)
  const plain = h(`${input.username}:${input.realm}:${input.password}`)
  const a1 = input.algorithm.endsWith('-sess') ? h(`${plain}:${input.nonce}:${input.cnonce}`) : plain
  const a2 = h(`${input.method}:${input.uri}`)
  const middle = input.qop
    ? `${input.nonce}:${input.qop.nonceCount}:${input.cnonce}:${input.qop.value}`
    : input.nonce
  return h(`${a1}:${middle}:${a2}`)
}

/** What a digest challenge asks for. */
export interface DigestChallenge {
  readonly realm: string
  readonly nonce: string
  readonly algorithm: DigestAlgorithm
  readonly qop: 'auth' | null
  readonly opaque: string | null
  /** The credentials were right, only the nonce was too old. */
  readonly stale: boolean
}

/**
 * Reads a digest challenge. A string says why it cannot be answered (unknown algorithm, auth-int only, no
 * nonce).
 */
export function readDigestChallenge(fields: AuthFields): DigestChallenge | string {
  const { parameters } = fields
  const nonce = parameters.get('nonce')
  if (nonce === undefined) return 'The digest challenge has no nonce.'
  const named = parameters.get('algorithm') ?? 'MD5'
  const algorithm = digestAlgorithm(named)
  if (algorithm === null)
    return `The digest challenge asks for the algorithm ${named}, which is not supported.`
  const offered = parameters.get('qop')
  const qops = (offered ?? '').split(',').map((qop) => qop.trim().toLowerCase())
  if (offered !== undefined && offered.trim() !== '' && !qops.includes('auth')) {
    return `The digest challenge asks for the protection "${offered}"; only "auth" is supported.`
  }
  return {
    realm: parameters.get('realm') ?? '',
    nonce,
    algorithm,
    qop: qops.includes('auth') ? 'auth' : null,
    opaque: parameters.get('opaque') ?? null,
    stale: parameters.get('stale')?.toLowerCase() === 'true',
  }
}

function digestAlgorithm(name: string): DigestAlgorithm | null {
  const known: readonly DigestAlgorithm[] = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess']
  return known.find((algorithm) => algorithm.toLowerCase() === name.trim().toLowerCase()) ?? null
}

/** Writes the value of WWW-Authenticate for a digest challenge. */
export function writeDigestChallenge(challenge: DigestChallenge): string {
  const fields = [`realm=${quoted(challenge.realm)}`]
  if (challenge.qop) fields.push(`qop="${challenge.qop}"`)
  fields.push(`nonce=${quoted(challenge.nonce)}`)
  if (challenge.opaque !== null) fields.push(`opaque=${quoted(challenge.opaque)}`)
  fields.push(`algorithm=${challenge.algorithm}`)
  if (challenge.stale) fields.push('stale=true')
  return `Digest ${fields.join(', ')}`
}

export interface DigestRequest {
  readonly method: string
  readonly uri: string
  readonly username: string
  readonly password: string
  /** Random text of the client. */
  readonly cnonce: string
  /** How often this nonce has been used, from 1. */
  readonly nonceCount: number
}

/** Client: the value of Authorization that answers a challenge. */
export function authorizeDigest(challenge: DigestChallenge, request: DigestRequest, hash: Hash): string {
  const { algorithm, realm, nonce, opaque } = challenge
  const nonceCount = request.nonceCount.toString(16).padStart(8, '0')
  const qop = challenge.qop && { value: challenge.qop, nonceCount }
  const { method, uri, username, password, cnonce } = request
  const input: DigestInput = { algorithm, username, realm, password, method, uri, nonce, cnonce, qop }
  const fields = [
    `username=${quoted(username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `response="${digestResponse(input, hash)}"`,
  ]
  if (qop) fields.push(`qop=${qop.value}`, `nc=${nonceCount}`)
  if (qop || algorithm.endsWith('-sess')) fields.push(`cnonce=${quoted(cnonce)}`)
  if (opaque !== null) fields.push(`opaque=${quoted(opaque)}`)
  return `Digest ${fields.join(', ')}`
}

/** What a client's digest credentials say, as far as the server must know them. */
export interface DigestCredentials {
  readonly username: string
  readonly realm: string
  readonly nonce: string
  readonly uri: string
  readonly algorithm: DigestAlgorithm
  readonly response: string
  readonly cnonce: string
  readonly qop: { readonly value: 'auth'; readonly nonceCount: string } | null
  readonly opaque: string | null
}

/** Server: reads an Authorization header's fields. A string says what is missing. */
export function readDigestCredentials(fields: AuthFields): DigestCredentials | string {
  if (fields.scheme !== 'digest') return `The request is authorised by ${fields.scheme}, not by digest.`
  const { parameters } = fields
  const missing = ['username', 'nonce', 'uri', 'response'].find((name) => !parameters.has(name))
  if (missing !== undefined) return `The digest credentials have no ${missing}.`
  const value = (name: string) => parameters.get(name) ?? ''
  const algorithm = digestAlgorithm(parameters.get('algorithm') ?? 'MD5')
  if (algorithm === null) return `The digest credentials use the unknown algorithm ${value('algorithm')}.`
  const qop = parameters.get('qop')
  if (qop !== undefined && qop.toLowerCase() !== 'auth') {
    return `The digest credentials use the protection "${qop}"; only "auth" is supported.`
  }
  const needed = qop === undefined ? [] : ['nc', 'cnonce']
  const absent = needed.find((name) => !parameters.has(name))
  if (absent !== undefined) return `The digest credentials have a qop but no ${absent}.`
  return {
    username: value('username'),
    realm: value('realm'),
    nonce: value('nonce'),
    uri: value('uri'),
    algorithm,
    response: value('response'),
    cnonce: value('cnonce'),
    qop: qop === undefined ? null : { value: 'auth', nonceCount: value('nc') },
    opaque: parameters.get('opaque') ?? null,
  }
}

/**
 * Server: whether the credentials prove that their sender knows the password. Whether nonce, realm, uri and
 * algorithm are the ones it was asked for is the caller's to check: CPEs differ there and the caller decides
 * how much to forgive.
 */
export function verifyDigest(
  credentials: DigestCredentials,
  expected: { readonly method: string; readonly password: string },
  hash: Hash,
): boolean {
  const response = digestResponse({ ...credentials, ...expected }, hash)
  return sameText(response, credentials.response.toLowerCase())
}

/** Compares without telling by its run time where the difference is. */
function sameText(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}

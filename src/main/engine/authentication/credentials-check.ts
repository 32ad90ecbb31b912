import { createHash, timingSafeEqual } from 'node:crypto'
import {
  parseAuth,
  parseBasic,
  readDigestCredentials,
  verifyDigest,
  type DigestCredentials,
  type Hash,
} from '../../../core/http/index.js'
import type { Nonces } from './nonces.js'
import type { Attempt, AuthenticationMode, AuthenticationSettings, Refusal, RefusalReason } from './types.js'

const hash: Hash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex')

/** The password that goes with a user name, or why there is none. */
export type PasswordOf = (username: string) => { readonly password: string } | Refusal

export type CredentialsCheck =
  | { readonly ok: true; readonly username: string }
  | { readonly ok: false; readonly stale: boolean; readonly refusal: Refusal }

/** Holds the credentials of an Authorization header against what was asked for. */
export function checkCredentials(
  attempt: Attempt & { readonly authorization: string },
  mode: Exclude<AuthenticationMode, 'none'>,
  passwordOf: PasswordOf,
  settings: AuthenticationSettings,
  nonces: Nonces,
): CredentialsCheck {
  const [fields] = parseAuth([attempt.authorization])
  const basic = parseBasic(attempt.authorization)
  const named = basic?.username ?? fields?.parameters.get('username') ?? null
  const scheme = fields?.scheme ?? ''
  if (scheme !== mode) {
    const asked = mode === 'digest' ? 'Digest' : 'Basic'
    const came = scheme === '' ? 'no scheme' : shown(scheme)
    return refused(
      'wrong-scheme',
      named,
      `The CPE offers ${came} where ${asked} is asked for. Set the ACS to what the CPE can do, or the CPE to ${asked}.`,
    )
  }
  if (mode === 'basic') {
    if (basic === null)
      return refused(
        'unreadable',
        null,
        'The Basic credentials cannot be read: they are not Base64 of user name, colon and password.',
      )
    return checkBasic(basic, passwordOf)
  }
  const credentials = fields === undefined ? 'There are no credentials.' : readDigestCredentials(fields)
  return typeof credentials === 'string'
    ? refused('unreadable', named, credentials)
    : checkDigest(credentials, attempt, passwordOf, settings, nonces)
}

function checkBasic(
  { username, password }: { readonly username: string; readonly password: string },
  passwordOf: PasswordOf,
): CredentialsCheck {
  const expected = passwordOf(username)
  if ('reason' in expected) return { ok: false, stale: false, refusal: expected }
  return sameSecret(password, expected.password) ? { ok: true, username } : wrongPassword(username)
}

function checkDigest(
  credentials: DigestCredentials,
  attempt: Attempt,
  passwordOf: PasswordOf,
  settings: AuthenticationSettings,
  nonces: Nonces,
): CredentialsCheck {
  const { username, realm, uri, algorithm, nonce, qop } = credentials
  if (realm !== settings.realm) {
    return refused(
      'other-realm',
      username,
      `The credentials are for the realm ${shown(realm)}; ours is ${shown(settings.realm)}. The CPE answers a challenge of another server.`,
    )
  }
  if (!sameTarget(uri, attempt.target)) {
    return refused(
      'other-uri',
      username,
      `The credentials are for the uri ${shown(uri)}, but the request is for ${shown(attempt.target)}. The uri of the digest must be the path of the request (RFC 7616 3.4).`,
    )
  }
  if (!settings.algorithms.includes(algorithm)) {
    return refused(
      'other-algorithm',
      username,
      `The digest is made with ${algorithm}; asked for was ${settings.algorithms.join(' or ')}.`,
    )
  }
  const nonceCount = qop === null ? null : countOf(qop.nonceCount)
  if (Number.isNaN(nonceCount)) {
    return refused(
      'unreadable',
      username,
      `The nonce count ${shown(qop?.nonceCount ?? '')} is not eight hexadecimal digits.`,
    )
  }
  const expected = passwordOf(username)
  if ('reason' in expected) return { ok: false, stale: false, refusal: expected }
  const { password } = expected
  if (!verifyDigest(credentials, { method: attempt.method, password }, hash)) return wrongPassword(username)
  const use = nonces.use(nonce, nonceCount, attempt.connection, settings.nonceSeconds)
  switch (use) {
    case 'good':
      return { ok: true, username }
    case 'unknown':
    case 'expired':
      return stale(
        'stale-nonce',
        username,
        `The password is right, but the nonce is ${use === 'expired' ? `older than ${String(settings.nonceSeconds)} s` : 'none of ours, or long forgotten'}. The CPE is asked once more with stale=true.`,
      )
    case 'other-connection':
      return stale(
        'other-connection',
        username,
        'The password is right, but the nonce was given on another connection. The CPE reconnects after each 401: let nonces be good on any connection (nonce: free).',
      )
    case 'replayed':
      return stale(
        'replayed',
        username,
        qop === null
          ? 'The password is right, but the nonce was used before, and without qop it is good once.'
          : `The password is right, but the nonce was used with the count ${shown(qop.nonceCount)} or a higher one before: somebody sends recorded credentials again, or the CPE does not count.`,
      )
    default:
      return use satisfies never
  }
}

/** NaN: not eight hexadecimal digits (RFC 7616 3.4); fewer are let pass, some CPEs leave the zeros out. */
function countOf(text: string): number {
  return /^[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN
}

/** Some CPEs write the whole URL. */
function sameTarget(uri: string, target: string): boolean {
  if (uri === target) return true
  const [, path] = /^https?:\/\/[^/?#]*([^#]*)$/i.exec(uri) ?? []
  return path !== undefined && (path === '' ? '/' : path) === target
}

function wrongPassword(username: string): CredentialsCheck {
  return refused(
    'wrong-password',
    username,
    `The password of the user ${shown(username)} is not the one stored here. Compare ManagementServer.Password of the CPE, which reads back empty: set it anew if in doubt.`,
  )
}

function refused(reason: RefusalReason, username: string | null, detail: string): CredentialsCheck {
  return { ok: false, stale: false, refusal: { reason, username, detail } }
}

function stale(reason: RefusalReason, username: string, detail: string): CredentialsCheck {
  return { ok: false, stale: true, refusal: { reason, username, detail } }
}

/** Takes the same time wherever the difference is. */
function sameSecret(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** Text from outside in a sentence. */
export function shown(text: string): string {
  const short = text.length > 100 ? `${text.slice(0, 100)}…` : text
  return `"${short}"`
}

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import {
  parseAuth,
  parseBasic,
  readDigestCredentials,
  verifyDigest,
  writeDigestChallenge,
  type AuthFields,
  type DigestAlgorithm,
  type Hash,
} from '../../../core/http/index.js'
import type { FileAccess } from '../workspace/types.js'

export type Admission =
  | { readonly kind: 'admitted' }
  /** Answer 401 with this WWW-Authenticate. `wrong`: credentials came, and were not right. */
  | { readonly kind: 'challenge'; readonly challenge: string; readonly wrong: boolean; readonly why: string }

/** Checks who asks for a file. */
export interface Gate {
  check(request: IncomingMessage, access: FileAccess): Admission
}

const realm = 'CWMP Workbench files'
/** How long a nonce is good for, in milliseconds. A throttled file can take long, but one request needs one nonce. */
const nonceMs = 300_000

const hash: Hash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex')

/**
 * Nonces are times with a seal of ours, so that nothing has to be kept for clients that never come back. A nonce may be
 * used again until it is too old: ranges of one file are often asked for with one nonce.
 *
 * @param now milliseconds
 */
export function createGate(now: () => number): Gate {
  const key = randomBytes(32)

  function seal(time: string): string {
    return createHmac('sha256', key).update(time).digest('hex').slice(0, 32)
  }

  function newNonce(): string {
    const time = Math.floor(now()).toString(36)
    return `${time}-${seal(time)}`
  }

  function nonceState(nonce: string): 'good' | 'stale' | 'foreign' {
    const [time = '', sealed = ''] = nonce.split('-')
    if (!sameText(sealed, seal(time))) return 'foreign'
    return now() - Number.parseInt(time, 36) <= nonceMs ? 'good' : 'stale'
  }

  function digest(request: IncomingMessage, fields: AuthFields | undefined, access: FileAccess): Admission {
    const algorithm: DigestAlgorithm = access.scheme === 'digest-sha-256' ? 'SHA-256' : 'MD5'
    const challenge = (wrong: boolean, why: string, stale = false): Admission => ({
      kind: 'challenge',
      wrong,
      why,
      challenge: writeDigestChallenge({
        realm,
        nonce: newNonce(),
        algorithm,
        qop: 'auth',
        opaque: null,
        stale,
      }),
    })
    if (fields === undefined) return challenge(false, 'Credentials were asked for (Digest).')
    const credentials = readDigestCredentials(fields)
    if (typeof credentials === 'string') return challenge(true, credentials)
    const state = nonceState(credentials.nonce)
    if (state === 'foreign') return challenge(true, 'The nonce is none of ours.', true)
    if (credentials.algorithm.replace(/-sess$/, '') !== algorithm)
      return challenge(true, `It answers with ${credentials.algorithm} where ${algorithm} was asked for.`)
    if (!sameTarget(credentials.uri, request.url ?? ''))
      return challenge(true, 'The digest is for another URL than the one that is asked for.')
    const right =
      sameText(credentials.username, access.username) &&
      verifyDigest(credentials, { method: request.method ?? '', password: access.password }, hash)
    if (!right) return challenge(true, 'The user name or the password is wrong.')
    if (state === 'stale') return challenge(false, 'The nonce was too old; a new one was given.', true)
    return { kind: 'admitted' }
  }

  function basic(authorization: string, access: FileAccess): Admission {
    const challenge = `Basic realm="${realm}", charset="UTF-8"`
    if (authorization === '')
      return { kind: 'challenge', challenge, wrong: false, why: 'Credentials were asked for (Basic).' }
    const given = parseBasic(authorization)
    // Both are compared in any case, so that the time it takes does not tell which was wrong.
    const right = [
      sameText(given?.username ?? '', access.username),
      sameText(given?.password ?? '', access.password),
      given !== null,
    ].every(Boolean)
    if (right) return { kind: 'admitted' }
    const why =
      given === null ? 'The request is not authorised by Basic.' : 'The user name or the password is wrong.'
    return { kind: 'challenge', challenge, wrong: true, why }
  }

  return {
    check(request, access) {
      const authorization = request.headers.authorization ?? ''
      switch (access.scheme) {
        case 'none':
          return { kind: 'admitted' }
        case 'basic':
          return basic(authorization, access)
        case 'digest':
        case 'digest-sha-256':
          return digest(request, parseAuth([authorization])[0], access)
        default:
          return access.scheme satisfies never
      }
    },
  }
}

/** Compares without telling by its run time where the difference is. */
function sameText(left: string, right: string): boolean {
  const sum = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(sum(left), sum(right))
}

/** The `uri` of digest credentials is the request target; some clients write the whole URL. */
function sameTarget(uri: string, target: string): boolean {
  if (uri === target) return true
  const url = URL.parse(uri)
  return url !== null && url.pathname + url.search === target
}

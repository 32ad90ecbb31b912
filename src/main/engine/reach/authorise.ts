import { createHash, randomBytes } from 'node:crypto'
import {
  authorizeBasic,
  authorizeDigest,
  headerValues,
  parseAuth,
  readDigestChallenge,
  type DigestChallenge,
  type Hash,
  type HttpHead,
} from '../../../core/http/index.js'

/** What a CPE asks for. */
export type Challenge =
  | { readonly scheme: 'digest'; readonly digest: DigestChallenge }
  | { readonly scheme: 'basic'; readonly realm: string }
  | { readonly scheme: 'none'; readonly problem: string }

const hash: Hash = (algorithm, text) =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex')

/** The first challenge of a 401 that can be answered, digest before basic. */
export function chooseChallenge(head: HttpHead): Challenge {
  const offered = parseAuth(headerValues(head, 'www-authenticate'))
  let problem = 'The CPE refused the request without saying how to log in (no WWW-Authenticate).'
  for (const fields of offered.filter(({ scheme }) => scheme === 'digest')) {
    const digest = readDigestChallenge(fields)
    if (typeof digest !== 'string') return { scheme: 'digest', digest }
    problem = digest
  }
  const basic = offered.find(({ scheme }) => scheme === 'basic')
  if (basic) return { scheme: 'basic', realm: basic.parameters.get('realm') ?? '' }
  const [other] = offered
  if (other && other.scheme !== 'digest')
    problem = `The CPE asks for the log-in "${other.scheme}", which is not supported.`
  return { scheme: 'none', problem }
}

/** The challenge in words, for the step log. */
export function describeChallenge(challenge: Exclude<Challenge, { scheme: 'none' }>): string {
  if (challenge.scheme === 'basic') {
    return `The CPE asks for basic authentication, realm "${challenge.realm}": the password crosses the network readable.`
  }
  const { realm, qop, algorithm } = challenge.digest
  return `The CPE asks for digest authentication, realm "${realm}", algorithm ${algorithm}, ${qop ? `qop ${qop}` : 'without qop'}.`
}

export interface Authorization {
  /** Value of the Authorization header. */
  readonly value: string
  /** What a digest was made of, in words and without the password; null for basic. */
  readonly inputs: string | null
}

/** Answers a challenge. */
export function authorize(
  challenge: Exclude<Challenge, { scheme: 'none' }>,
  credentials: { readonly username: string; readonly password: string },
  uri: string,
): Authorization {
  const { username, password } = credentials
  if (challenge.scheme === 'basic') return { value: authorizeBasic(username, password), inputs: null }
  const { digest } = challenge
  const cnonce = randomBytes(8).toString('hex')
  const value = authorizeDigest(
    digest,
    { method: 'GET', uri, username, password, cnonce, nonceCount: 1 },
    hash,
  )
  const inputs = [
    `user name "${username}"`,
    `realm "${digest.realm}"`,
    'the password (not shown)',
    'method GET',
    `uri ${uri}`,
    `nonce ${digest.nonce}`,
    ...(digest.qop === null ? [] : [`nc 00000001`]),
    ...(digest.qop === null && !digest.algorithm.endsWith('-sess') ? [] : [`cnonce ${cnonce}`]),
    digest.qop === null ? 'no qop' : `qop ${digest.qop}`,
  ]
  return { value, inputs: `The digest is ${digest.algorithm} over ${inputs.join(', ')}.` }
}

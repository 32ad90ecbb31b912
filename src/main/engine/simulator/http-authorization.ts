import type { IncomingMessage } from 'node:http'
import {
  authorizeBasic,
  authorizeDigest,
  parseAuth,
  readDigestChallenge,
  type DigestChallenge,
} from '../../../core/http/index.js'
import { nodeHash } from './hash.js'
import type { Random } from './random.js'

/** How a CPE answers a challenge, over the requests that follow. */
export interface Authorization {
  readonly stale: boolean
  /** The Authorization header of the next request. */
  readonly write: (url: URL, method: string) => string
}

export interface AuthorizationFacts {
  readonly username: string
  readonly password: string
  readonly random: Random
}

/** Answers the challenges of a 401: digest before basic. Null: it asks for neither. */
export function authorizationFor(
  response: IncomingMessage,
  credentials: AuthorizationFacts,
): Authorization | null {
  const challenges = parseAuth(response.headersDistinct['www-authenticate'] ?? [])
  for (const fields of challenges) {
    const challenge = fields.scheme === 'digest' ? readDigestChallenge(fields) : null
    if (challenge !== null && typeof challenge !== 'string') return digest(challenge, credentials)
  }
  if (!challenges.some(({ scheme }) => scheme === 'basic')) return null
  const { username, password } = credentials
  return { stale: false, write: () => authorizeBasic(username, password) }
}

function digest(challenge: DigestChallenge, credentials: AuthorizationFacts): Authorization {
  const { username, password, random } = credentials
  const cnonce = random.hex(16)
  let nonceCount = 0
  return {
    stale: challenge.stale,
    write: (url, method) => {
      nonceCount += 1
      const uri = url.pathname + url.search
      return authorizeDigest(challenge, { method, uri, username, password, cnonce, nonceCount }, nodeHash)
    },
  }
}

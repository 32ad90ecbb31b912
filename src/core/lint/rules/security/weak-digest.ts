import type { MessageRule } from '../../rule.js'
import { headerValues, parseAuth } from '../../../http/index.js'

export const weakDigest: MessageRule = {
  kind: 'message',
  id: 'weak-digest',
  severity: 'info',
  title: 'The digest challenge is weaker than it could be.',
  reference: 'RFC 7616 5',
  explanation:
    'Digest without qop does not bind the count of requests, so that one can be replayed; ' +
    'Digest must support qop=auth. MD5 is what CWMP asks for and what nearly all CPEs know; ' +
    'SHA-256 is better where both sides know it. For a password that matters, use TLS.',
  wrong: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="acs", nonce="1f"
Content-Length: 0

`,
  right: `HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="acs", nonce="1f", qop="auth", algorithm=SHA-256
Content-Length: 0

`,
  covers: ['field-21'],
  check: ({ head }, report) => {
    if (head?.status !== 401) return
    const challenges = parseAuth(headerValues(head, 'www-authenticate')).filter(
      ({ scheme }) => scheme === 'digest',
    )
    const isMd5 = (algorithm = 'MD5'): boolean => /^md5(?:-sess)?$/i.test(algorithm.trim())
    if (challenges.length === 0) return
    if (challenges.every(({ parameters }) => (parameters.get('qop') ?? '').trim() === '')) {
      report('The digest challenge has no qop: credentials seen once can be sent again.')
    } else if (challenges.every(({ parameters }) => isMd5(parameters.get('algorithm')))) {
      report('The digest challenge offers MD5 only, as CWMP asks for; SHA-256 is better.')
    }
  },
}

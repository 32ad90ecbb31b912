import type { MessageRule } from '../../rule.js'
import { parseAuth, headerValues } from '../../../http/index.js'

export const challengeMissing: MessageRule = {
  kind: 'message',
  id: 'challenge-missing',
  severity: 'error',
  title: '401 without a challenge.',
  reference: 'RFC 9110 15.5.2',
  explanation:
    'A 401 must say by WWW-Authenticate how to authenticate. Without it the other side has ' +
    'nothing to answer with and gives up: the ACS’s connection request fails, or the CPE’s ' +
    'session. The HTTP server that sends it has to be mended.',
  wrong: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
Content-Length: 0

`,
  right: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="cpe", nonce="1f", qop="auth"
Content-Length: 0

`,
  check: ({ head }, report) => {
    if (head?.status !== 401) return
    if (parseAuth(headerValues(head, 'www-authenticate')).length === 0) {
      report('The answer 401 has no WWW-Authenticate, so nobody knows how to authenticate.')
    }
  },
}

import type { MessageRule } from '../../rule.js'
import { connectionRequestAnswerOf, lists } from './sides.js'

export const challengeClosesConnection: MessageRule = {
  kind: 'message',
  id: 'challenge-closes-connection',
  severity: 'info',
  title: 'The CPE closes the connection after its challenge.',
  reference: 'practice: such CPEs need a workaround in GenieACS (lib/connection-request.ts)',
  explanation:
    'After the 401 the ACS sends its connection request again with credentials, best over the ' +
    'same connection. A CPE that closes it makes the ACS connect anew; one that ties the ' +
    'nonce to the connection then refuses the credentials, too. If waking the device fails, ' +
    'look at the second 401.',
  wrong: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="cpe", nonce="1f", qop="auth"
Connection: close
Content-Length: 0

`,
  right: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="cpe", nonce="1f", qop="auth"
Content-Length: 0

`,
  covers: ['cpe-40', 'field-21'],
  check: (subject, report) => {
    const head = connectionRequestAnswerOf(subject)
    if (head?.status !== 401) return
    if (
      lists(head, 'connection', 'close') ||
      (head.version === '1.0' && !lists(head, 'connection', 'keep-alive'))
    ) {
      report('The CPE closes the connection after its 401.')
    }
  },
}

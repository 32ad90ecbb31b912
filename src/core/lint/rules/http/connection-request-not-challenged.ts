import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { connectionRequestAnswerOf } from './sides.js'

export const connectionRequestNotChallenged: MessageRule = {
  kind: 'message',
  id: 'connection-request-not-challenged',
  severity: 'warning',
  title: 'The CPE takes a connection request without credentials.',
  reference: 'practice: CPEs without the digest challenge start a session for whoever finds the URL',
  explanation:
    'A CPE must challenge a connection request with Digest; unauthenticated ones must not ' +
    'start a session. Here it was taken as it came, so anybody who reaches the address can ' +
    'make the device call its ACS at will. Set ConnectionRequestUsername and ' +
    'ConnectionRequestPassword; if that changes nothing, tell the vendor.',
  wrong: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 200 OK
Content-Length: 0

`,
  right: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547; Authorization: Digest username="acs"
HTTP/1.1 200 OK
Content-Length: 0

`,
  check: (subject, report) => {
    const status = connectionRequestAnswerOf(subject)?.status
    const { answered } = subject
    if (answered?.method !== 'GET' || (status !== 200 && status !== 204)) return
    if (header(answered, 'authorization') === undefined) {
      report(`The CPE answers ${status} to a connection request that carried no credentials.`)
    }
  },
}

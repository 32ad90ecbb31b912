import type { MessageRule } from '../../rule.js'
import { headerValues, parseAuth } from '../../../http/index.js'
import { connectionRequestAnswerOf } from './sides.js'

export const connectionRequestBasicOnly: MessageRule = {
  kind: 'message',
  id: 'connection-request-basic-only',
  severity: 'warning',
  title: 'The CPE offers Basic only for connection requests.',
  reference: 'practice: low-end CPEs offer Basic only (genieacs/genieacs#231)',
  explanation:
    'A CPE must challenge connection requests with Digest. With Basic the password crosses ' +
    'the network readable, over plain HTTP, and an ACS that insists on Digest cannot wake the ' +
    'device at all. Allow Basic for this device only where the network is your own.',
  wrong: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm="cpe"
Content-Length: 0

`,
  right: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547
HTTP/1.1 401 Unauthorized
WWW-Authenticate: Digest realm="cpe", nonce="1f", qop="auth"
Content-Length: 0

`,
  covers: ['field-21'],
  check: (subject, report) => {
    const head = connectionRequestAnswerOf(subject)
    if (head?.status !== 401) return
    const schemes = parseAuth(headerValues(head, 'www-authenticate')).map(({ scheme }) => scheme)
    if (schemes.includes('basic') && !schemes.includes('digest')) {
      report('The CPE challenges the connection request with Basic only; it must offer Digest.')
    }
  },
}

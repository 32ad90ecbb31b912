import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { connectionRequestAnswerOf, shown } from './sides.js'

export const retryAfterOnConnectionRequest: MessageRule = {
  kind: 'message',
  id: 'retry-after-on-connection-request',
  severity: 'warning',
  title: 'A connection request is put off with Retry-After.',
  reference: 'TR-069a6 3.2.2',
  explanation:
    'A CPE that cannot take a connection request, since a session runs or too many came, ' +
    'answers 503 without Retry-After. An HTTP client that obeys the header waits as long as ' +
    'it says, while the device may be there again at once. Try again after 30 seconds.',
  wrong: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547; Authorization: Digest username="acs"
HTTP/1.1 503 Service Unavailable
Retry-After: 3600
Content-Length: 0

`,
  right: `# answers GET /cr/4f1c HTTP/1.1; Host: 192.0.2.7:7547; Authorization: Digest username="acs"
HTTP/1.1 503 Service Unavailable
Content-Length: 0

`,
  check: (subject, report) => {
    const head = connectionRequestAnswerOf(subject)
    const wait = head?.status === 503 ? header(head, 'retry-after') : undefined
    if (wait !== undefined) report(`The CPE answers 503 with Retry-After: ${shown(wait)}.`)
  },
}

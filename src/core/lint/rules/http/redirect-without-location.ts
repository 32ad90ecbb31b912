import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { acsAnswerOf } from './sides.js'

export const redirectWithoutLocation: MessageRule = {
  kind: 'message',
  id: 'redirect-without-location',
  severity: 'error',
  title: 'The redirect does not say where to.',
  reference: 'RFC 9110 15.4',
  explanation:
    'Without a Location the CPE cannot follow, and the session fails. The ACS, or the load ' +
    'balancer in front of it, must name the new URL; the CPE posts the same message there.',
  wrong: `HTTP/1.1 302 Found
Content-Length: 0

`,
  right: `HTTP/1.1 302 Found
Location: http://acs2.example:7547/acs
Content-Length: 0

`,
  check: (subject, report) => {
    const head = acsAnswerOf(subject)
    if (head?.status === undefined || ![301, 302, 303, 307, 308].includes(head.status)) return
    if ((header(head, 'location') ?? '') === '') report(`The redirect ${head.status} has no Location.`)
  },
}

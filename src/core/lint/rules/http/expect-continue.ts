import type { MessageRule } from '../../rule.js'
import { lists, postOf } from './sides.js'

export const expectContinue: MessageRule = {
  kind: 'message',
  id: 'expect-continue',
  severity: 'info',
  title: 'The CPE asks for leave before it sends the body.',
  reference: 'RFC 9110 10.1.1',
  explanation:
    'With Expect: 100-continue the CPE waits for an interim answer before it sends the body, ' +
    'which costs a round trip per message; libcurl does it for larger bodies. A server or ' +
    'proxy that does not answer 100 lets the CPE wait for its own time-out, often a second, ' +
    'each time.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Expect: 100-continue

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  covers: ['cpe-33', 'field-9'],
  check: (subject, report) => {
    const head = postOf(subject)
    if (head !== null && lists(head, 'expect', '100-continue')) {
      report('The POST waits for "100 Continue" before its body.')
    }
  },
}

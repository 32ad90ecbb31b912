import type { MessageRule } from '../../rule.js'
import { lists, postOf } from './sides.js'

export const chunkedRequest: MessageRule = {
  kind: 'message',
  id: 'chunked-request',
  severity: 'info',
  title: 'The POST’s body comes in chunks.',
  reference: 'RFC 9112 7.1',
  explanation:
    'Chunked bodies are legal in both directions, and CPEs that produce large messages piece ' +
    'by piece use them. ACSs and proxies that count on Content-Length answer 411 or see an ' +
    'empty body. Where an Inform seems not to arrive, this is worth a look.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Transfer-Encoding: chunked

4
<a/>
0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  covers: ['cpe-10', 'field-9'],
  check: (subject, report) => {
    const head = postOf(subject)
    if (head !== null && lists(head, 'transfer-encoding', 'chunked'))
      report('The body of the POST is chunked.')
  },
}

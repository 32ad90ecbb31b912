import type { MessageRule } from '../../rule.js'
import { header, headerValues } from '../../../http/index.js'
import { shown } from './sides.js'

export const ambiguousLength: MessageRule = {
  kind: 'message',
  id: 'ambiguous-length',
  severity: 'error',
  title: 'The head says in two ways how long the body is.',
  reference: 'RFC 9112 6.3',
  explanation:
    'With several Content-Length headers, or one beside Transfer-Encoding, the two ends can ' +
    'disagree on where the message stops; proxies and servers refuse such a message with 400 ' +
    'since it is a known attack. The sender must choose one way, and write the header once.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Content-Length: 5
Transfer-Encoding: chunked

5
<a/>

0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Transfer-Encoding: chunked

4
<a/>
0

`,
  check: ({ head }, report) => {
    if (head === null) return
    const lengths = headerValues(head, 'content-length')
    const coding = header(head, 'transfer-encoding')
    if (lengths.length > 0 && coding !== undefined && coding.trim().toLowerCase() !== 'identity') {
      report(
        `Content-Length (${shown(lengths.join(', '))}) stands beside Transfer-Encoding: ${shown(coding)}.`,
      )
    } else if (lengths.length > 1 || lengths.some((length) => length.includes(','))) {
      report(`There is more than one Content-Length: ${shown(lengths.join(', '))}.`)
    } else if (lengths.some((length) => !/^\d+$/.test(length))) {
      report(`Content-Length is no number: "${shown(lengths.join(', '))}".`)
    }
  },
}

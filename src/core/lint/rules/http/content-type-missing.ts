import type { MessageRule } from '../../rule.js'
import { contentTypeOf, hasEnvelope } from './sides.js'

export const contentTypeMissing: MessageRule = {
  kind: 'message',
  id: 'content-type-missing',
  severity: 'warning',
  title: 'There is an envelope, but no Content-Type.',
  reference: 'RFC 9110 8.3',
  explanation:
    'Without Content-Type: text/xml an ACS may refuse the body or hand it to the wrong ' +
    'reader, and nobody is told its charset. Most receivers look at the body itself. Send ' +
    'Content-Type: text/xml with every envelope.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
SOAPAction:

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  check: (subject, report) => {
    if (subject.head === null || !hasEnvelope(subject)) return
    if (contentTypeOf(subject.head) === null) report('The envelope comes without a Content-Type.')
  },
}

import type { MessageRule } from '../../rule.js'
import { headerValues } from '../../../http/index.js'
import { acsAnswerOf, shown } from './sides.js'

export const severalCookiesSet: MessageRule = {
  kind: 'message',
  id: 'several-cookies-set',
  severity: 'info',
  title: 'The ACS sets several cookies at once.',
  reference: 'practice: small CPEs keep one cookie, and then the wrong one may be lost',
  explanation:
    'A session needs one cookie. Load balancers and frameworks add theirs, and CPEs with room ' +
    'for one return the first or the last of them. If the session is then not known again, ' +
    'keep cookies that the ACS does not need from the CPE.',
  wrong: `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Set-Cookie: session=1a2b; Path=/
Set-Cookie: node=7; Path=/

<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>`,
  right: `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Set-Cookie: session=1a2b; Path=/

<cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse>`,
  check: (subject, report) => {
    const head = acsAnswerOf(subject)
    const set = head === null ? [] : headerValues(head, 'set-cookie')
    const names = [...new Set(set.map((value) => value.split('=')[0]?.trim() ?? ''))]
    if (names.length > 1) report(`The answer sets ${names.length} cookies: ${shown(names.join(', '))}.`)
  },
}

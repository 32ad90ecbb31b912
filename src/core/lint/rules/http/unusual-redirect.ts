import type { MessageRule } from '../../rule.js'
import { acsAnswerOf } from './sides.js'

export const unusualRedirect: MessageRule = {
  kind: 'message',
  id: 'unusual-redirect',
  severity: 'warning',
  title: 'The redirect is neither 302 nor 307.',
  reference: 'TR-069a6 3.4.2',
  explanation:
    'A CPE has to understand 302 and 307, and follows them with the same POST for the rest of ' +
    'the session. Of other codes it may make nothing, or a GET (303), or store the address ' +
    'although it must not (301, 308). Let the ACS answer 302 or 307.',
  wrong: `HTTP/1.1 301 Moved Permanently
Location: http://acs2.example:7547/acs
Content-Length: 0

`,
  right: `HTTP/1.1 307 Temporary Redirect
Location: http://acs2.example:7547/acs
Content-Length: 0

`,
  check: (subject, report) => {
    const status = acsAnswerOf(subject)?.status
    if (status === undefined || status < 300 || status >= 400) return
    if (status !== 302 && status !== 307)
      report(`The ACS redirects with ${status}; a CPE need only know 302 and 307.`)
  },
}

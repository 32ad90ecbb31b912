import type { MessageRule } from '../../rule.js'
import { latin1 } from '../../../http/index.js'
import { acsAnswerOf } from './sides.js'

export const httpErrorAnswer: MessageRule = {
  kind: 'message',
  id: 'http-error-answer',
  severity: 'error',
  title: 'The ACS answers with an HTTP error, which ends the session.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A CPE takes 4xx and 5xx, but for 401 and 415, for the end of the session: it counts as ' +
    'failed, and the CPE comes again after its retry interval. A 400 that speaks of a bad or ' +
    'invalid session nearly always means that the CPE did not return the cookie: compare ' +
    'Set-Cookie with the Cookie header of this POST. Otherwise the log of the ACS tells.',
  wrong: `HTTP/1.1 400 Bad Request
Content-Type: text/plain

Bad session state`,
  right: `HTTP/1.1 204 No Content

`,
  covers: ['acs-12'],
  check: (subject, report) => {
    const status = acsAnswerOf(subject)?.status
    if (status === undefined || status < 400 || status === 401 || status === 415) return
    // An envelope in it has a rule of its own.
    if (subject.envelope?.ok === true) return
    const text = latin1(subject.body.subarray(0, 2000))
    const lost = status === 400 && /session/i.test(text)
    report(
      lost
        ? 'The ACS answers 400 and speaks of the session: most likely the CPE did not return its cookie.'
        : `The ACS answers ${status}, which ends the session.`,
    )
  },
}

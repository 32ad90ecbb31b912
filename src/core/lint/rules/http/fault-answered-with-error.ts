import type { SessionRule } from '../../rule.js'
import { acsAnswerOf } from './sides.js'

export const faultAnsweredWithError: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'fault-answered-with-error',
  severity: 'error',
  title: 'The ACS answers a fault of the CPE with an HTTP error.',
  reference:
    'practice: an ACS that did not know the prefix soapenv of a fault answered 400 (awksedgreep/caretaker#7)',
  explanation:
    'A fault is an ordinary answer to a request, and the session goes on after it. An ACS ' +
    'that answers it with 4xx or 5xx has not recognised it, often because its prefix or the ' +
    'missing Header was not expected; the session fails although the CPE did what it should. ' +
    'Look at the ACS.',
  wrong: `ACS  200 SetParameterValues  cwmp:ID 7
CPE  POST Fault 9003  cwmp:ID 7
ACS  400`,
  right: `ACS  200 SetParameterValues  cwmp:ID 7
CPE  POST Fault 9003  cwmp:ID 7
ACS  204`,
  covers: ['acs-11', 'cpe-38'],
  turn: (turn, report, { lastPost }) => {
    const status = acsAnswerOf(turn)?.status
    if (status === undefined || status < 400 || status === 401 || lastPost?.kind !== 'fault') return
    report(`The ACS answers the CPE's fault ${lastPost.faultCode ?? '(without code)'} with HTTP ${status}.`)
  },
}

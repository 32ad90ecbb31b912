import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const postWithoutAnswer: SessionRule = {
  kind: 'session',
  id: 'post-without-answer',
  severity: 'error',
  title: 'The ACS never answers the last POST.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The session ended with a POST of the CPE to which no HTTP response came, not even 204: the ACS crashed, closed the connection, or took longer than the CPE waits. For the CPE the session has failed, and it repeats all of it. Look into the log of the ACS for the time of this POST.',
  wrong: 'CPE  POST (empty)\nACS  (closes the connection)',
  right: 'CPE  POST (empty)\nACS  204',
  end: ({ outcome, turns }, report) => {
    const last = turns.at(-1)
    if (outcome === null || outcome === 'interrupted') return
    if (last === undefined || last.direction !== 'cpe-to-acs' || last.cutOff) return
    report(`The ACS did not answer the last POST of the session: ${messageName(last)}.`)
  },
}

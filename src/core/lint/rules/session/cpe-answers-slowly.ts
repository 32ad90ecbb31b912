import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

/** How long an ACS keeps an idle session where the CPE does not say, in seconds. */
const shortestTimeout = 30

export const cpeAnswersSlowly: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'cpe-answers-slowly',
  severity: 'warning',
  title: 'The CPE takes longer to go on than an ACS need wait.',
  reference: 'cwmp-1-3.xsd SessionTimeout',
  explanation:
    'An ACS keeps an idle session for the SessionTimeout that the Inform names, or for 30 s where it names none. This POST came later: another ACS would have ended the session and thrown the answer away. Ask for less at once, or have the CPE name a longer SessionTimeout (CWMP 1.3).',
  wrong: 'ACS  200 GetParameterValues  10:00:00\nCPE  POST GetParameterValuesResponse  10:00:45',
  right:
    'CPE  POST Inform  SessionTimeout 120\n…\nACS  200 GetParameterValues  10:00:00\nCPE  POST GetParameterValuesResponse  10:00:45',
  turn: ({ direction, at }, report, { lastAnswer, inform }) => {
    if (direction !== 'cpe-to-acs' || lastAnswer === null || inform === null) return
    const named = inform.header.sessionTimeout
    const patience = Math.max(shortestTimeout, named ?? 0)
    const took = at - lastAnswer.until
    if (took <= patience * 1_000_000) return
    report(
      `The CPE took ${secondsText(took)} to go on after ${messageName(lastAnswer)}; ${named === undefined ? 'without a SessionTimeout 30 s are' : `SessionTimeout is ${String(named)} s, that is`} what it can count on.`,
    )
  },
}

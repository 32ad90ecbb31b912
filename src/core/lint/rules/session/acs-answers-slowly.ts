import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'
import { secondsText } from '../../seconds.js'

/** What a CPE waits for at least, in microseconds. */
const patience = 30_000_000

export const acsAnswersSlowly: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'acs-answers-slowly',
  severity: 'warning',
  title: 'The ACS takes longer than 30 s to answer.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A CPE waits for an HTTP response for at least 30 s and may then count the session as failed; what comes later is lost. A busy database or a message that was held here is the usual reason. Other CPEs will give up where this one waited.',
  wrong: 'CPE  POST Inform  10:00:00\nACS  200 InformResponse  10:00:45',
  right: 'CPE  POST Inform  10:00:00\nACS  200 InformResponse  10:00:01',
  turn: ({ direction, at }, report, { lastPost }) => {
    if (direction !== 'acs-to-cpe' || lastPost === null || at - lastPost.until <= patience) return
    report(`The ACS took ${secondsText(at - lastPost.until)} to answer ${messageName(lastPost)}.`)
  },
}

import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const sessionTimedOut: SessionRule = {
  kind: 'session',
  id: 'session-timed-out',
  severity: 'error',
  title: 'The CPE fell silent, and the session timed out.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'Nothing was due from the ACS, and the CPE did not go on within its time (SessionTimeout of its Inform, else 30 s). It may be out of memory, have lost its network, or wait for something the ACS does not know of. It opens a new session by itself, with a higher RetryCount.',
  wrong: 'CPE  POST TransferComplete\nACS  200 TransferCompleteResponse\n     (30 s of silence)',
  right: 'CPE  POST TransferComplete\nACS  200 TransferCompleteResponse\nCPE  POST (empty)\nACS  204',
  end: ({ outcome, askedByAcs, informResponse, lastAnswer, turns }, report) => {
    if (outcome !== 'timeout' || askedByAcs !== null || lastAnswer === null || informResponse === null) return
    if (turns.at(-1)?.direction !== 'acs-to-cpe' || lastAnswer.messageId === informResponse.messageId) return
    report(`The CPE sent nothing more after ${messageName(lastAnswer)}, and the session timed out.`)
  },
}

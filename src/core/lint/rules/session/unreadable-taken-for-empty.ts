import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const unreadableTakenForEmpty: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'unreadable-taken-for-empty',
  severity: 'error',
  title: 'The ACS takes a damaged message for an empty POST.',
  reference:
    'practice: an ACS treated what it could not parse as an empty POST, and lost every answer of the device',
  explanation:
    'The CPE has sent a message that cannot be read, and the ACS goes on as if nothing had been in it. Answers get lost without a trace that way, and the ACS asks the same for ever. It should end the session with an HTTP error, and log the message; the defect itself is among the findings of the POST.',
  wrong: 'CPE  POST GetParameterValuesResponse  (cut off)\nACS  204',
  right: 'CPE  POST GetParameterValuesResponse  (cut off)\nACS  400',
  covers: ['acs-10'],
  turn: (turn, report, { lastPost }) => {
    const { direction, kind } = turn
    if (direction !== 'acs-to-cpe' || lastPost?.unreadable !== true) return
    if (kind !== 'empty' && kind !== 'request') return
    const name = messageName({
      ...turn,
      rpc: turn.envelope?.rpc ?? null,
      faultCode: null,
      status: null,
      unreadable: false,
    })
    report(`The ACS answers a message of the CPE that cannot be read with ${name}, as if it had been empty.`)
  },
}

import { stringsOf } from '../../../tree/rpc-values.js'
import { fewOf, isPattern, namesIn, responseTo } from '../../asked.js'
import { rpcPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const askedNameMissing: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['GetParameterValues', 'GetParameterAttributes'],
  id: 'asked-name-missing',
  severity: 'warning',
  title: 'The answer lacks parameters that were asked for.',
  reference: 'practice: an unknown name is answered by fault 9005, yet devices leave it out',
  explanation:
    'Every parameter that is asked for by its full name must be in the answer; if the CPE does not know one it answers fault 9005 for all. This CPE leaves out what it does not know, so nothing tells a wrong name from a value that got lost. Check the names with GetParameterNames.',
  wrong: 'ACS  200 GetParameterValues  Device.X, Device.Y\nCPE  POST GetParameterValuesResponse  Device.X',
  right:
    'ACS  200 GetParameterValues  Device.X, Device.Y\nCPE  POST GetParameterValuesResponse  Device.X, Device.Y',
  covers: ['cpe-39'],
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, ['GetParameterValues', 'GetParameterAttributes'])
    if (answer === null) return
    const answered = new Set(namesIn(answer.envelope))
    const missing = (stringsOf(answer.asked.arguments['ParameterNames']) ?? []).filter(
      (name) => name !== '' && !name.endsWith('.') && !isPattern(name) && !answered.has(name),
    )
    if (missing.length === 0) return
    report(`The answer lacks ${fewOf(missing, nameText)}.`, rpcPlace(answer.envelope))
  },
}

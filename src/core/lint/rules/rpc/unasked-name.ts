import { stringsOf, text } from '../../../tree/rpc-values.js'
import type { TurnFacts } from '../../../sessions/track.js'
import { AskedNames, fewOf, namesIn, responseTo } from '../../asked.js'
import { rpcPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const unaskedName: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['GetParameterValues', 'GetParameterAttributes', 'GetParameterNames'],
  id: 'unasked-name',
  severity: 'warning',
  title: 'The answer has parameters that nobody asked for.',
  reference: 'cwmp-1-2.xsd GetParameterValuesResponse',
  explanation:
    'The answer holds what was asked for and what is below the paths that were asked for, and nothing else. Mostly the CPE compares the beginning of names without the dot, so that a path brings the neighbours with a longer name as well; or it answers an earlier request.',
  wrong:
    'ACS  200 GetParameterValues  Device.WiFi.\nCPE  POST GetParameterValuesResponse  Device.WiFiExtra.Enable',
  right:
    'ACS  200 GetParameterValues  Device.WiFi.\nCPE  POST GetParameterValuesResponse  Device.WiFi.RadioNumberOfEntries',
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, [
      'GetParameterValues',
      'GetParameterAttributes',
      'GetParameterNames',
    ])
    if (answer === null) return
    const asked = askedNames(answer.asked)
    const beyond = namesIn(answer.envelope).filter((name) => !asked.covers(name))
    if (beyond.length === 0) return
    report(`Nobody asked for ${fewOf(beyond, nameText)}.`, rpcPlace(answer.envelope))
  },
}

function askedNames({ rpc, arguments: request }: TurnFacts): AskedNames {
  return new AskedNames(
    rpc === 'GetParameterNames'
      ? [text(request['ParameterPath'])]
      : (stringsOf(request['ParameterNames']) ?? ['']),
  )
}

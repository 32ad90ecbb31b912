import { booleanOf, text } from '../../../tree/rpc-values.js'
import { fewOf, namesIn, responseTo } from '../../asked.js'
import { rpcPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const nextLevelIgnored: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['GetParameterNames'],
  id: 'next-level-ignored',
  severity: 'warning',
  title: 'The CPE lists more than the next level.',
  reference: 'cwmp-1-2.xsd GetParameterNames (NextLevel)',
  explanation:
    'With NextLevel true GetParameterNames lists the immediate children of the path only. This CPE lists what is below them as well, so an ACS that walks the tree level by level reads everything many times. Ask it once for all, with NextLevel false.',
  wrong:
    'ACS  200 GetParameterNames  Device., NextLevel 1\nCPE  POST GetParameterNamesResponse  Device.DeviceInfo., Device.DeviceInfo.UpTime',
  right:
    'ACS  200 GetParameterNames  Device., NextLevel 1\nCPE  POST GetParameterNamesResponse  Device.DeviceInfo.',
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, ['GetParameterNames'])
    if (answer === null || booleanOf(answer.asked.arguments['NextLevel']) !== true) return
    const path = text(answer.asked.arguments['ParameterPath'])
    const deeper = namesIn(answer.envelope).filter(
      (name) => name.startsWith(path) && /\../.test(name.slice(path.length)),
    )
    if (deeper.length === 0) return
    report(
      `${fewOf(deeper, nameText)} ${deeper.length === 1 ? 'is' : 'are'} deeper than the next level below ${path === '' ? 'the root' : nameText(path)}.`,
      rpcPlace(answer.envelope),
    )
  },
}

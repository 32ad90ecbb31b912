import { text } from '../../../tree/rpc-values.js'
import { responseTo } from '../../asked.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const instanceNumberReused: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['AddObject'],
  id: 'instance-number-reused',
  severity: 'info',
  title: 'The number of a deleted instance is used again.',
  reference:
    'practice: numbers of deleted instances are not to be used again soon; devices are known that do not keep them',
  explanation:
    'A CPE should not give the number of a deleted instance to a new one: whoever still holds the old path would change something else without noticing. Read the path again before you set anything under it.',
  wrong:
    'ACS  200 DeleteObject  Device.NAT.PortMapping.3.\n…\nACS  200 AddObject  Device.NAT.PortMapping.\nCPE  POST AddObjectResponse  InstanceNumber 3',
  right:
    'ACS  200 DeleteObject  Device.NAT.PortMapping.3.\n…\nACS  200 AddObject  Device.NAT.PortMapping.\nCPE  POST AddObjectResponse  InstanceNumber 4',
  covers: ['field-18'],
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, ['AddObject'])
    if (answer === null || track.device === null) return
    const path = `${text(answer.asked.arguments['ObjectName'])}${text(answer.envelope.decoded['InstanceNumber']).trim()}.`
    if (!track.device.deleted.has(path)) return
    report(`${nameText(path)} was deleted before.`, argumentPlace(answer.envelope, 'InstanceNumber'))
  },
}

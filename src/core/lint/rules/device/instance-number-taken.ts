import { text } from '../../../tree/rpc-values.js'
import { responseTo } from '../../asked.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const instanceNumberTaken: SessionRule = {
  kind: 'session',
  of: ['response'],
  rpcs: ['AddObject'],
  id: 'instance-number-taken',
  severity: 'info',
  title: 'AddObject returns the number of an instance that is there.',
  reference: 'practice: devices are known that do not keep their instance numbers over a restart',
  explanation:
    'The CPE has reported this instance before, and now says that it has just created it. Either it numbers its instances anew after a restart, so that every path that is known of it may mean something else, or it has not created anything. Read the table again.',
  wrong:
    'CPE  POST GetParameterNamesResponse  Device.NAT.PortMapping.1.\n…\nACS  200 AddObject  Device.NAT.PortMapping.\nCPE  POST AddObjectResponse  InstanceNumber 1',
  right:
    'CPE  POST GetParameterNamesResponse  Device.NAT.PortMapping.1.\n…\nACS  200 AddObject  Device.NAT.PortMapping.\nCPE  POST AddObjectResponse  InstanceNumber 2',
  covers: ['field-18'],
  turn: (turn, report, track) => {
    const answer = responseTo(turn, track, ['AddObject'])
    if (answer === null || track.device === null) return
    const path = `${text(answer.asked.arguments['ObjectName'])}${text(answer.envelope.decoded['InstanceNumber']).trim()}.`
    const known = track.device.parameter(path)
    if (known === null || known.state === 'deleted' || known.state === 'stale') return
    report(`${nameText(path)} is known already.`, argumentPlace(answer.envelope, 'InstanceNumber'))
  },
}

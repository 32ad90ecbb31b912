import { structs, text } from '../../../tree/rpc-values.js'
import { argumentPlace } from '../../member.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'

export const lightweightNotificationEarly: SessionRule = {
  kind: 'session',
  of: ['request'],
  rpcs: ['SetParameterAttributes'],
  id: 'lightweight-notification-early',
  severity: 'warning',
  title: 'Lightweight notification is asked of a CPE that does not know it.',
  reference: 'cwmp-1-4.xsd (notification values 3 to 6 have a meaning in CWMP 1.4 only)',
  explanation:
    'Notification 3 to 6 are lightweight notifications, which came with CWMP 1.4. This session speaks an older version, whose CPEs answer fault 9003. Use 1 (passive) or 2 (active).',
  wrong: 'CPE  POST Inform  (CWMP 1.2)\n…\nACS  200 SetParameterAttributes  Notification 4',
  right: 'CPE  POST Inform  (CWMP 1.2)\n…\nACS  200 SetParameterAttributes  Notification 1',
  turn: ({ kind, envelope }, report, { version }) => {
    if (kind !== 'request' || envelope?.rpc !== 'SetParameterAttributes') return
    // Without headers 1.2 cannot be told from 1.4.
    if (version !== '1.0' && version !== '1.1' && version !== '1.3') return
    const asked = structs(envelope.decoded['ParameterList']).find((member) =>
      /^\s*[3-6]\s*$/.test(text(member['Notification'])),
    )
    if (asked === undefined) return
    report(
      `Notification ${text(asked['Notification']).trim()} of ${nameText(text(asked['Name']))} needs CWMP 1.4; this session speaks ${version}.`,
      argumentPlace(envelope, 'ParameterList'),
    )
  },
}

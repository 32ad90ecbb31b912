import { deviceIdentityOf, deviceIdOf } from '../../../dialog/device-id.js'
import { informOf } from '../../informs.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const deviceIdChanges: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'device-id-changes',
  severity: 'error',
  title: 'The CPE names itself differently in the same session.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'After a 401, a redirect or fault 8005 the CPE sends the same Inform again, and this one has another DeviceId. The ACS would authenticate one device and serve another. Two CPEs behind one address may have been taken for one here: compare connections and cookies; otherwise the device makes up its identity while it boots.',
  wrong: 'CPE  POST Inform  SerialNumber 000000\nACS  401\nCPE  POST Inform  SerialNumber A1B2C3',
  right: 'CPE  POST Inform  SerialNumber A1B2C3\nACS  401\nCPE  POST Inform  SerialNumber A1B2C3',
  turn: (turn, report, { inform }) => {
    const envelope = informOf(turn)
    if (envelope === null || inform === null) return
    const [before, now] = [deviceIdentityOf(inform.arguments), deviceIdentityOf(envelope.decoded)]
    if (before === null || now === null || deviceIdOf(before) === deviceIdOf(now)) return
    report(
      `The Inform comes from ${quoted(deviceIdOf(now))}; the one before came from ${quoted(deviceIdOf(before))}.`,
      argumentPlace(envelope, 'DeviceId'),
    )
  },
}

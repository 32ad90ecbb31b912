import { commandKeyOf } from '../../../sessions/device-memory.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const transferCompleteUnasked: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['TransferComplete'],
  id: 'transfer-complete-unasked',
  severity: 'warning',
  title: 'TransferComplete tells of a transfer that nobody ordered.',
  reference: 'cwmp-1-2.xsd TransferComplete (CommandKey)',
  explanation:
    'No Download, Upload or ScheduleDownload with this CommandKey has been seen since the device was bootstrapped. Either the CPE has lost or cut the key, or another server has ordered the transfer. A transfer that the CPE began by itself is told by AutonomousTransferComplete.',
  wrong: 'ACS  200 Download  CommandKey fw-2\n…\nCPE  POST TransferComplete  CommandKey (empty)',
  right: 'ACS  200 Download  CommandKey fw-2\n…\nCPE  POST TransferComplete  CommandKey fw-2',
  turn: ({ direction, kind, envelope }, report, { device }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope?.rpc !== 'TransferComplete') return
    if (device === null || !device.bootstrapped || device.transfers.forgotten) return
    const key = commandKeyOf(envelope.decoded)
    if (device.transfers.has(key)) return
    report(
      `No transfer was ordered with the CommandKey ${quoted(key)}.`,
      argumentPlace(envelope, 'CommandKey'),
    )
  },
}

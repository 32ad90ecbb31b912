import { commandKeyOf } from '../../../sessions/device-memory.js'
import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const transferCompleteNotDue: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['TransferComplete'],
  id: 'transfer-complete-not-due',
  severity: 'warning',
  title: 'TransferComplete comes where none is due.',
  reference: 'cwmp-1-2.xsd DownloadResponse (Status)',
  explanation:
    'A transfer is reported once, and not at all if its answer said Status 0 (done and applied) or it was called off. This one needed no report any more. An ACS that counts reports may finish something else with it.',
  wrong: 'ACS  200 Download\nCPE  POST DownloadResponse  Status 0\n…\nCPE  POST TransferComplete',
  right: 'ACS  200 Download\nCPE  POST DownloadResponse  Status 1\n…\nCPE  POST TransferComplete',
  turn: ({ direction, kind, envelope }, report, { device }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope?.rpc !== 'TransferComplete') return
    const key = commandKeyOf(envelope.decoded)
    const transfer = device?.transfers.get(key)
    if (transfer === undefined) return
    const place = argumentPlace(envelope, 'CommandKey')
    if (transfer.acknowledged) {
      report(`The ${transfer.rpc} ${quoted(key)} was reported before, and that was acknowledged.`, place)
    } else if (transfer.cancelled) {
      report(`The ${transfer.rpc} ${quoted(key)} was called off by CancelTransfer.`, place)
    } else if (transfer.status === '0') {
      report(`${transfer.rpc}Response for ${quoted(key)} said Status 0: done, and nothing to report.`, place)
    }
  },
}

import { commandKeyOf } from '../../../sessions/device-memory.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const transferCompleteEarly: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['TransferComplete'],
  id: 'transfer-complete-early',
  severity: 'info',
  title: 'The new firmware is reported in the session that ordered it.',
  reference:
    'practice: devices report the transfer before they restart, and nothing tells whether the new firmware runs',
  explanation:
    'TransferComplete for a firmware means that the new one runs, which takes a restart; so it comes in a session of its own, with 1 BOOT and the new SoftwareVersion. Here it came before any restart: it says only that the file was fetched. Wait for the next boot and compare the SoftwareVersion.',
  wrong:
    'ACS  200 Download  1 Firmware Upgrade Image\nCPE  POST DownloadResponse  Status 1\n…\nCPE  POST TransferComplete  (the same session)',
  right:
    'ACS  200 Download  1 Firmware Upgrade Image\nCPE  POST DownloadResponse  Status 1\nACS  204\n…\nCPE  POST Inform  1 BOOT, 7 TRANSFER COMPLETE\nACS  200 InformResponse\nCPE  POST TransferComplete',
  covers: ['field-16'],
  turn: ({ direction, kind, envelope }, report, { id, device }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope?.rpc !== 'TransferComplete') return
    const transfer = device?.transfers.get(commandKeyOf(envelope.decoded))
    if (transfer === undefined || transfer.session !== id || !transfer.fileType.startsWith('1 ')) return
    if (transfer.rpc === 'Upload' || transfer.status === '0') return
    report(
      'TransferComplete for a firmware comes in the session of its Download, before any restart.',
      rpcPlace(envelope),
    )
  },
}

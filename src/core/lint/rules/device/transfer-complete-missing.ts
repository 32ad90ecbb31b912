import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

/** Sessions that go by before a report is missed where no restart shows that it is. */
const patience = 3

export const transferCompleteMissing: SessionRule = {
  kind: 'session',
  id: 'transfer-complete-missing',
  severity: 'warning',
  title: 'A transfer is not reported.',
  reference: 'practice: an ACS has a switch for devices that send no TransferComplete after a download',
  explanation:
    'The CPE answered the order with Status 1, so a TransferComplete has to follow, well or with a fault. It has restarted since, or completed several sessions, without one. Some devices never send it: compare the SoftwareVersion to see whether the new firmware runs, and ask GetAllQueuedTransfers whether the transfer still waits.',
  wrong:
    'ACS  200 Download  1 Firmware Upgrade Image\nCPE  POST DownloadResponse  Status 1\n…\nCPE  POST Inform  1 BOOT\nACS  200 InformResponse\nCPE  POST (empty)\nACS  204',
  right:
    'ACS  200 Download  1 Firmware Upgrade Image\nCPE  POST DownloadResponse  Status 1\n…\nCPE  POST Inform  1 BOOT, 7 TRANSFER COMPLETE, M Download\nACS  200 InformResponse\nCPE  POST TransferComplete\nACS  200 TransferCompleteResponse',
  covers: ['cpe-30', 'field-16'],
  end: ({ outcome, device, id }, report) => {
    if (outcome !== 'completed' || device === null) return
    const session = device.sessions.find((seen) => seen.id === id)
    if (session === undefined) return
    const booted =
      session.events.some(({ code }) => code === '1 BOOT') &&
      !session.events.some(({ code }) => code === 'M Reboot')
    for (const transfer of device.transfers.values()) {
      const { rpc, commandKey, fileType, reported, cancelled, status, boots, sessions } = transfer
      if (reported || cancelled || status === '0') continue
      if (session.startedAt <= transfer.dueAt) continue
      const what = `${rpc} ${quoted(commandKey)} (${quoted(fileType)})`
      if (booted && boots === 1 && rpc !== 'Upload' && fileType.startsWith('1 ')) {
        report(`The device has restarted after ${what}, and reports no TransferComplete.`)
      } else if (boots === 0 && sessions === patience && session.lateFor.has(commandKey)) {
        report(
          `${String(patience)} sessions have gone by since ${what} was due, and no TransferComplete came.`,
        )
      }
    }
  },
}

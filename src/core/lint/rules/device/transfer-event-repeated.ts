import { eventsOf, openingInformOf } from '../../informs.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const transferEventRepeated: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'transfer-event-repeated',
  severity: 'warning',
  title: 'The end of a transfer is told again after it was acknowledged.',
  reference: 'cwmp-1-2.xsd EventCodeType (7 TRANSFER COMPLETE, M Download)',
  explanation:
    '7 TRANSFER COMPLETE and M Download are told until TransferCompleteResponse has come, and it has. The CPE has not taken it, or has forgotten it with a restart. If it comes with every Inform look at the TransferCompleteResponse: its cwmp:ID, its namespace, its XML declaration.',
  wrong:
    'CPE  POST TransferComplete  CommandKey k\nACS  200 TransferCompleteResponse\n…\nCPE  POST Inform  7 TRANSFER COMPLETE, M Download (CommandKey k)',
  right:
    'CPE  POST TransferComplete  CommandKey k\nACS  200 TransferCompleteResponse\n…\nCPE  POST Inform  2 PERIODIC',
  turn: (turn, report, track) => {
    const envelope = openingInformOf(turn, track)
    if (envelope === null || track.device === null) return
    for (const { code, commandKey, place } of eventsOf(envelope)) {
      const transfer = track.device.transfers.get(commandKey)
      if (transfer?.acknowledged !== true || transfer.rpc !== code.slice(2)) continue
      report(`${code} with the CommandKey ${quoted(commandKey)} was acknowledged before.`, place)
    }
  },
}

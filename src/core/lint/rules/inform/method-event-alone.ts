import { methodEvents } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const methodEventAlone: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'method-event-alone',
  needsWhole: true,
  severity: 'warning',
  title: 'An M event comes without the event that belongs to it.',
  reference:
    'practice: servers act on 1 BOOT, 3 SCHEDULED, 7 TRANSFER COMPLETE and 11 DU STATE CHANGE COMPLETE; the M event adds the key',
  explanation:
    'M Reboot comes with 1 BOOT, M ScheduleInform with 3 SCHEDULED, transfers with 7 TRANSFER COMPLETE, M ChangeDUState with 11 DU STATE CHANGE COMPLETE. Both are kept and cleared together. An ACS that looks for the numbered event misses that the command is done.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Reboot</EventCode><CommandKey>r1</CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>1 BOOT</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Reboot</EventCode><CommandKey>r1</CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    const events = eventsOf(envelope) ?? []
    const codes = new Set(events.map(({ code }) => code))
    for (const { code, place } of events) {
      const partner = methodEvents.get(code)
      if (partner === undefined || codes.has(partner)) continue
      report(`${code} is there without ${partner}.`, place)
    }
  },
}

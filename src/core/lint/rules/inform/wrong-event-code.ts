import { replaceWith } from '../../edits.js'
import { quoted } from '../../place.js'
import { eventCodeProblem } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const wrongEventCode: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'wrong-event-code',
  severity: 'warning',
  title: 'An event is not spelled as the standard spells it.',
  reference: 'cwmp-1-2.xsd EventCodeType',
  explanation:
    'Events are compared as whole texts: "1 BOOT" is one, "1 Boot", "1BOOT" and "1" are not. An ACS overlooks what it does not recognise, so a bootstrap, a boot or the end of a transfer passes unnoticed. Vendors name their own "X", a domain or OUI, and a text.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>1 Boot</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[3]"><EventStruct><EventCode>1 BOOT</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M X_00D09E_Restore</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>X 00D09E Button pressed</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    for (const { code, hasCode, place } of eventsOf(envelope) ?? []) {
      // That there is none says another rule.
      if (!hasCode) continue
      const found = eventCodeProblem(code)
      if (found === null) continue
      const { problem, meant } = found
      report(
        code.trim() === '' ? 'An EventCode is empty.' : `The event ${quoted(code)} ${problem}.`,
        place,
        ...(meant === null ? [] : [replaceWith(`Write ${meant}`, place, meant)]),
      )
    }
  },
}

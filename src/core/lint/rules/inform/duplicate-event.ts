import { standardEvent } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const duplicateEvent: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'duplicate-event',
  severity: 'warning',
  title: 'An Inform reports a single event several times.',
  reference: 'practice: a device reported 2 PERIODIC three times in one Inform',
  explanation:
    'Events with a number occur at most once in an Inform, however often their cause did; only M events may be there once for each command. An ACS that acts on each entry does things twice. Mostly the device fails to clear its list when a session is over.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[3]"><EventStruct><EventCode>1 BOOT</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Reboot</EventCode><CommandKey>a</CommandKey></EventStruct><EventStruct><EventCode>M Reboot</EventCode><CommandKey>b</CommandKey></EventStruct></Event></cwmp:Inform>',
  covers: ['field-12'],
  check: (envelope, report) => {
    const seen = new Set<string>()
    for (const { code, place } of eventsOf(envelope) ?? []) {
      if (standardEvent(code) === null) continue
      if (seen.has(code)) report(`${code} is reported more than once.`, place)
      seen.add(code)
    }
  },
}

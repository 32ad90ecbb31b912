import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const tooManyEvents: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'too-many-events',
  severity: 'error',
  title: 'An Inform has more than 64 events.',
  reference: 'cwmp-1-2.xsd EventList (at most 64)',
  explanation:
    'The Event array takes 64 entries. A receiver refuses more, or loses what comes after. The device collects events that it cannot get rid of: look whether its sessions reach the InformResponse.',
  wrong: `<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[65]">${'<EventStruct><EventCode>M Reboot</EventCode><CommandKey>a</CommandKey></EventStruct>'.repeat(65)}</Event></cwmp:Inform>`,
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    const events = eventsOf(envelope)
    const first = events?.[64]
    if (events === null || first === undefined) return
    report(`The Inform has ${events.length} events; 64 are the most.`, first.place)
  },
}

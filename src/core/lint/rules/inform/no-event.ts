import { childNamed } from '../../parameters.js'
import { placeOf } from '../../place.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const noEvent: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'no-event',
  needsWhole: true,
  severity: 'error',
  title: 'An Inform has no event.',
  reference: 'cwmp-1-2.xsd Inform (Event)',
  explanation:
    'Every session has a reason, and the Event array names it; it may not be empty. An ACS that decides by events (bootstrap, boot, a transfer that ended) does nothing for this device, others refuse the Inform. Have the firmware corrected.',
  wrong: '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[0]"></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    const events = eventsOf(envelope)
    if (events === null || events.length > 0) return
    const { document, element } = envelope.source
    report(
      'The Event array of the Inform is empty.',
      placeOf(document, childNamed(document, element, 'Event')),
    )
  },
}

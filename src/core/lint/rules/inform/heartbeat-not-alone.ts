import { quoted } from '../../place.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const heartbeatNotAlone: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'heartbeat-not-alone',
  severity: 'info',
  title: '14 HEARTBEAT comes together with other events.',
  reference: 'practice: a heartbeat session carries 14 HEARTBEAT alone and is to end at once',
  explanation:
    'A heartbeat only says that the device is there; its Inform is meant to carry this event alone. With other events the session is an ordinary one, and the ACS should treat it so rather than end it at once.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>14 HEARTBEAT</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>14 HEARTBEAT</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    const events = eventsOf(envelope) ?? []
    const heartbeat = events.find(({ code }) => code === '14 HEARTBEAT')
    if (heartbeat === undefined) return
    const others = events.map(({ code }) => code).filter((code) => code !== '14 HEARTBEAT')
    if (others.length === 0) return
    report(
      `14 HEARTBEAT is reported together with ${quoted(others.slice(0, 4).join(', '))}.`,
      heartbeat.place,
    )
  },
}

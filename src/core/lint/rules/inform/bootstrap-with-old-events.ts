import { methodEvents } from './event-codes.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const bootstrapWithOldEvents: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'bootstrap-with-old-events',
  severity: 'info',
  title: '0 BOOTSTRAP comes together with events of earlier commands.',
  reference:
    'practice: 0 BOOTSTRAP drops what was waiting; a key from before belongs to another ACS or to the time before a factory reset',
  explanation:
    'When a device bootstraps, it drops all events it has not delivered: they belong to another ACS, or to settings that are gone. What is reported with 0 BOOTSTRAP happened after it, in the time it took the device to reach the ACS. If that cannot be, the device did not drop what it should have; take the keys with care.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[3]"><EventStruct><EventCode>0 BOOTSTRAP</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>7 TRANSFER COMPLETE</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>M Download</EventCode><CommandKey>update-7</CommandKey></EventStruct></Event></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[2]"><EventStruct><EventCode>0 BOOTSTRAP</EventCode><CommandKey></CommandKey></EventStruct><EventStruct><EventCode>1 BOOT</EventCode><CommandKey></CommandKey></EventStruct></Event></cwmp:Inform>',
  check: (envelope, report) => {
    const events = eventsOf(envelope) ?? []
    const bootstrap = events.find(({ code }) => code === '0 BOOTSTRAP')
    if (bootstrap === undefined) return
    const old = events.map(({ code }) => code).filter((code) => methodEvents.has(code) || dropped.has(code))
    if (old.length === 0) return
    report(`0 BOOTSTRAP is reported together with ${old.slice(0, 5).join(', ')}.`, bootstrap.place)
  },
}

const dropped: ReadonlySet<string> = new Set([
  '3 SCHEDULED',
  '7 TRANSFER COMPLETE',
  '8 DIAGNOSTICS COMPLETE',
  '9 REQUEST DOWNLOAD',
  '10 AUTONOMOUS TRANSFER COMPLETE',
  '11 DU STATE CHANGE COMPLETE',
  '12 AUTONOMOUS DU STATE CHANGE COMPLETE',
])

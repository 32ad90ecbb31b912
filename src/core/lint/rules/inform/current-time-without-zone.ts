import { quoted } from '../../place.js'
import { isRelative, readDateTime } from '../../date-times.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const currentTimeWithoutZone: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'current-time-without-zone',
  severity: 'warning',
  title: 'CurrentTime says neither UTC nor an offset.',
  reference: 'TR-106 3.2 (time zones of dateTime)',
  explanation:
    'CurrentTime is the local time of the device with its offset from UTC. Without it the ACS cannot tell whether the clock of the device is right, and a time set relative to it may be hours off. A device without a clock sends the time since it booted, in the year 0001.',
  wrong: '<cwmp:Inform><CurrentTime>2026-11-22T10:00:00</CurrentTime></cwmp:Inform>',
  right: '<cwmp:Inform><CurrentTime>2026-11-22T10:00:00+01:00</CurrentTime></cwmp:Inform>',
  covers: ['cpe-13'],
  check: (envelope, report) => {
    const time = argumentOf(envelope, 'CurrentTime')
    const parts = time === null ? null : readDateTime(time.text.trim())
    if (time === null || parts === null || parts.hasZone || isRelative(parts)) return
    report(`CurrentTime is ${quoted(time.text)}, without time zone.`, time.place)
  },
}

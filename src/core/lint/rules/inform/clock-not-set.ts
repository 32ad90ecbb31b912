import { quoted } from '../../place.js'
import { readDateTime } from '../../date-times.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const clockNotSet: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'clock-not-set',
  severity: 'info',
  title: 'The clock of the device is not set.',
  reference: 'TR-106 3.2 (Unknown Time)',
  explanation:
    'The device reports the Unknown Time, a time since boot, or a date from before CWMP existed: it has not reached a time server yet, or has no battery and no NTP server. It cannot judge certificates by their dates, and its log and transfer times are of no use. Check its Time object.',
  wrong: '<cwmp:Inform><CurrentTime>1970-01-01T00:05:12+00:00</CurrentTime></cwmp:Inform>',
  right: '<cwmp:Inform><CurrentTime>2026-11-22T10:00:00Z</CurrentTime></cwmp:Inform>',
  covers: ['cpe-13'],
  check: (envelope, report) => {
    const time = argumentOf(envelope, 'CurrentTime')
    const parts = time === null ? null : readDateTime(time.text.trim())
    if (time === null || parts === null || parts.year >= firstYear) return
    report(`CurrentTime is ${quoted(time.text)}: the clock of the device is not set.`, time.place)
  },
}

/** TR-069 is of 2004. */
const firstYear = 2004

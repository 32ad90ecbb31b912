import { quoted } from '../../place.js'
import { readDateTime } from '../../date-times.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const currentTimeFraction: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'current-time-fraction',
  severity: 'info',
  title: 'CurrentTime has a fraction of a second.',
  reference: 'TR-106 3.2 (fractions of a second are allowed)',
  explanation:
    'Fractions are allowed, but not every server reads them: some refuse the Inform, some take no time from it. If an ACS does not answer this device, look here.',
  wrong: '<cwmp:Inform><CurrentTime>2026-11-22T10:00:00.123456Z</CurrentTime></cwmp:Inform>',
  right: '<cwmp:Inform><CurrentTime>2026-11-22T10:00:00Z</CurrentTime></cwmp:Inform>',
  covers: ['cpe-4'],
  check: (envelope, report) => {
    const time = argumentOf(envelope, 'CurrentTime')
    if (time === null || readDateTime(time.text.trim())?.hasFraction !== true) return
    report(`CurrentTime is ${quoted(time.text)}, with a fraction of a second.`, time.place)
  },
}

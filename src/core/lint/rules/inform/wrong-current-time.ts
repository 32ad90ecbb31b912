import { quoted } from '../../place.js'
import { readDateTime } from '../../date-times.js'
import { argumentOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const wrongCurrentTime: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'wrong-current-time',
  severity: 'warning',
  title: 'CurrentTime is no dateTime.',
  reference: 'TR-106 3.2 (dateTime)',
  explanation:
    'An ACS that checks types refuses the Inform; one that does not ignores the time. A capture has "2019-03-05T11:54::14", from a format string with a mistake in it. Have the firmware corrected, and take the time of the ACS for what the device reports.',
  wrong: '<cwmp:Inform><CurrentTime>2019-03-05T11:54::14</CurrentTime></cwmp:Inform>',
  right: '<cwmp:Inform><CurrentTime>2019-03-05T11:54:14+01:00</CurrentTime></cwmp:Inform>',
  covers: ['cpe-13'],
  check: (envelope, report) => {
    const time = argumentOf(envelope, 'CurrentTime')
    if (time === null || readDateTime(time.text.trim()) !== null) return
    report(
      time.text.trim() === ''
        ? 'CurrentTime is empty.'
        : `CurrentTime is ${quoted(time.text)}, which is no dateTime.`,
      time.place,
    )
  },
}

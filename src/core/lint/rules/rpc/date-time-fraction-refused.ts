import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import { quoted } from '../../place.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'
import { refusedValues } from './refused-values.js'

export const dateTimeFractionRefused: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'date-time-fraction-refused',
  severity: 'error',
  title: 'The CPE refuses a time with a fraction of a second.',
  reference: 'practice: CPEs refuse times with milliseconds; an ACS has a switch for it',
  explanation:
    'A dateTime may have a fraction of a second, and a CPE must take it. This one refused such a value; write times without for this device.',
  wrong:
    'ACS  200 SetParameterValues  PeriodicInformTime 2026-11-22T10:00:00.000Z\nCPE  POST Fault 9003  SetParameterValuesFault PeriodicInformTime 9007',
  right:
    'ACS  200 SetParameterValues  PeriodicInformTime 2026-11-22T10:00:00Z\nCPE  POST SetParameterValuesResponse',
  covers: ['cpe-27', 'field-4'],
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope?.fault === undefined || asked?.rpc !== 'SetParameterValues') return
    const refused = refusedValues(envelope.fault, asked).find(
      ({ type, value }) => type === 'dateTime' && /T\d\d:\d\d:\d\d\.\d/.test(value),
    )
    if (refused === undefined) return
    report(
      `The CPE refuses ${nameText(refused.name)} with a fraction of a second: ${quoted(refused.value)}.`,
      faultCodePlace(envelope),
      {
        kind: 'quirk',
        title: 'Write times without a fraction of a second',
        quirk: { dateTimeFraction: 'none' },
      },
    )
  },
}

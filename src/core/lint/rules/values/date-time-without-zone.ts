import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { isRelative, readDateTime } from '../../date-times.js'
import { typeOf, valuePlace } from '../../value-types.js'

export const dateTimeWithoutZone: ParameterRule = {
  kind: 'parameter',
  id: 'date-time-without-zone',
  severity: 'warning',
  title: 'A dateTime says neither UTC nor an offset.',
  reference: 'TR-106 3.2 (time zones of dateTime)',
  explanation:
    'A time needs Z or an offset such as +01:00; only times since boot, in the year 0001, go without. Whoever reads this one takes it for UTC or for his own local time, so times from this device may be hours off. Have the firmware corrected.',
  wrong:
    '<ParameterValueStruct><Name>Device.Time.CurrentLocalTime</Name><Value xsi:type="xsd:dateTime">2018-06-20T00:30:18</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.Time.CurrentLocalTime</Name><Value xsi:type="xsd:dateTime">0001-01-03T03:04:05</Value></ParameterValueStruct>',
  covers: ['field-4'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || typeOf(parameter) !== 'dateTime') return
    const parts = readDateTime(value.trim())
    if (parts === null || parts.hasZone || isRelative(parts)) return
    report(
      `${nameText(parameter.name)} is ${quotedValue(parameter.name, value.trim())}, without time zone.`,
      valuePlace(envelope, parameter),
    )
  },
}

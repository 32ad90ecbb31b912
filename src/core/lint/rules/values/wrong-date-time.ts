import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { readDateTime } from '../../date-times.js'
import { typeOf, valuePlace } from '../../value-types.js'

export const wrongDateTime: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-date-time',
  severity: 'error',
  title: 'A value that is declared as dateTime is none.',
  reference: 'TR-106 3.2 (dateTime)',
  explanation:
    'A dateTime is written 2026-11-22T10:00:00Z, or with an offset such as +01:00 instead of Z. Devices have been seen to join date and time by an underscore or a space, or to report a date that does not exist. A receiver refuses the value or shows no time.',
  wrong:
    '<ParameterValueStruct><Name>Device.Time.CurrentLocalTime</Name><Value xsi:type="xsd:dateTime">2026-11-22_10:00:00</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.Time.CurrentLocalTime</Name><Value xsi:type="xsd:dateTime">2026-11-22T10:00:00+01:00</Value></ParameterValueStruct>',
  covers: ['cpe-25'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || typeOf(parameter) !== 'dateTime') return
    const text = value.trim()
    if (text === '' || readDateTime(text) !== null) return
    report(
      `${nameText(parameter.name)} is ${quotedValue(parameter.name, text)}, which is no dateTime.`,
      valuePlace(envelope, parameter),
    )
  },
}

import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { readDateTime } from '../../date-times.js'
import { sets, typeOf, valuePlace } from '../../value-types.js'

export const dateTimeFraction: ParameterRule = {
  kind: 'parameter',
  id: 'date-time-fraction',
  severity: 'info',
  title: 'A dateTime is sent to the CPE with a fraction of a second.',
  reference: 'practice: some CPEs refuse a dateTime with milliseconds',
  explanation:
    'Fractions of a second are allowed, but some CPEs answer SetParameterValues with fault 9007 because of them. If this device does, have times written to it without fractions.',
  wrong:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.PeriodicInformTime</Name><Value xsi:type="xsd:dateTime">2026-11-22T10:00:00.000Z</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  right:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.PeriodicInformTime</Name><Value xsi:type="xsd:dateTime">2026-11-22T10:00:00Z</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  covers: ['cpe-27', 'field-4'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || !sets(envelope) || typeOf(parameter) !== 'dateTime') return
    if (readDateTime(value.trim())?.hasFraction !== true) return
    report(
      `${nameText(parameter.name)} is set to ${quotedValue(parameter.name, value.trim())}, with a fraction of a second that some CPEs refuse.`,
      valuePlace(envelope, parameter),
      {
        kind: 'quirk',
        title: 'Write times to this device without fractions of a second',
        quirk: { dateTimeFraction: 'none' },
      },
    )
  },
}

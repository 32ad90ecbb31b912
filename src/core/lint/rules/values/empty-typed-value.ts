import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { typeOf, valuePlace } from '../../value-types.js'

export const emptyTypedValue: ParameterRule = {
  kind: 'parameter',
  id: 'empty-typed-value',
  severity: 'warning',
  title: 'The value of a number, boolean or dateTime is empty.',
  reference:
    'practice: empty dateTime and unsignedInt values occur in captures; XML Schema has no empty form of them',
  explanation:
    'Only texts and binary values can be empty. A device that does not know a time reports the Unknown Time, 0001-01-01T00:00:00Z; numbers have a value of their own for "not known", often 0 or -1. Receivers that check types refuse the whole message; others show an empty value.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.FirstUseDate</Name><Value xsi:type="xsd:dateTime"></Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.FirstUseDate</Name><Value xsi:type="xsd:dateTime">0001-01-01T00:00:00Z</Value></ParameterValueStruct>',
  covers: ['cpe-24', 'cpe-25'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || (value !== '' && value.trim() !== '')) return
    const type = typeOf(parameter)
    if (type === null || type === 'string' || type === 'base64Binary' || type === 'hexBinary') return
    report(`${nameText(parameter.name)} is ${type}, but its value is empty.`, valuePlace(envelope, parameter))
  },
}

import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { isWholeNumberType, readWholeNumber, typeOf, valuePlace } from '../../value-types.js'

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/

export const wrongNumber: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-number',
  severity: 'error',
  title: 'A value that is declared as a number is none.',
  reference:
    'cwmp-1-2.xsd ParameterValueStruct (Value is of the type it declares; XML Schema: int, unsignedInt, long, unsignedLong, decimal)',
  explanation:
    'Whole numbers are digits, with a sign where the type has one: no hexadecimal form, no unit, no decimal point. A receiver refuses the value or reads only its first digits. Have the sender correct the value, or declare the type it really has.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5 days</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">432000</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null) return
    const type = typeOf(parameter)
    if (type !== 'decimal' && !isWholeNumberType(type)) return
    const text = value.trim()
    if (text === '') return
    const right = type === 'decimal' ? decimal.test(text) : readWholeNumber(text, type) !== 'no-number'
    if (right) return
    report(
      `${nameText(parameter.name)} is ${type} with the value ${quotedValue(parameter.name, text)}, which is no ${type === 'decimal' ? 'number' : 'whole number'}.`,
      valuePlace(envelope, parameter),
    )
  },
}

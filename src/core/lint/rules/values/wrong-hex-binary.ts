import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { typeOf, valuePlace } from '../../value-types.js'

export const wrongHexBinary: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-hex-binary',
  severity: 'error',
  title: 'A value that is declared as hexBinary is not.',
  reference: 'cwmp-1-2.xsd ParameterValueStruct (Value is of the type it declares; XML Schema: hexBinary)',
  explanation:
    'hexBinary is two hexadecimal digits for each byte: no 0x before them, no colons between them, no odd digit. A receiver refuses the value or decodes something else. An address with colons is a string.',
  wrong:
    '<ParameterValueStruct><Name>Device.X_00D09E_Id</Name><Value xsi:type="xsd:hexBinary">0xABC</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.X_00D09E_Id</Name><Value xsi:type="xsd:hexBinary">0ABC</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || typeOf(parameter) !== 'hexBinary') return
    const digits = value.trim()
    if (digits.length % 2 === 0 && !/[^0-9A-Fa-f]/.test(digits)) return
    const reason = /[^0-9A-Fa-f]/.test(digits)
      ? 'has characters in it that are no hexadecimal digits'
      : 'has an odd number of digits'
    report(
      `The value of ${nameText(parameter.name)} is declared as hexBinary, but ${reason}.`,
      valuePlace(envelope, parameter),
    )
  },
}

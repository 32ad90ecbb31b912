import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { typeOf, valuePlace } from '../../value-types.js'

const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export const wrongBase64: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-base64',
  severity: 'error',
  title: 'A value that is declared as base64 is not.',
  reference: 'RFC 4648 section 4',
  explanation:
    'Base64 is groups of four characters out of letters, digits, + and /, filled up with = at the end. What is not cannot be decoded, or loses its last bytes. The sender may have put the plain text there, or cut the value off.',
  wrong:
    '<ParameterValueStruct><Name>Device.X_00D09E_Key</Name><Value xsi:type="xsd:base64Binary">secret key</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.X_00D09E_Key</Name><Value xsi:type="xsd:base64Binary">c2VjcmV0IGtleQ==</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || value === '' || typeOf(parameter) !== 'base64Binary') return
    // XML Schema lets white space stand between the characters.
    if (form.test(value.replace(/[ \t\r\n]+/g, ''))) return
    report(
      `The value of ${nameText(parameter.name)} is declared as base64, but is not.`,
      valuePlace(envelope, parameter),
    )
  },
}

import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { valuePlace } from '../../value-types.js'

export const nullText: ParameterRule = {
  kind: 'parameter',
  id: 'null-text',
  severity: 'warning',
  title: 'A value is the text "(null)".',
  reference: 'practice: a device dump with "(null)" as its ParameterKey',
  explanation:
    'That is what a C program prints where it has no text: the device has no value there and should send an empty one. A server that compares keys or addresses takes the text for real. For ParameterKey it means the device keeps none.',
  wrong:
    '<ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string">(null)</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct>',
  covers: ['cpe-42'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === null || value.charCodeAt(0) !== openingParenthesis || !isNullText(value)) return
    report(
      `${nameText(parameter.name)} has the value ${quotedValue(parameter.name, value)}: the device printed a text that it does not have.`,
      valuePlace(envelope, parameter),
    )
  },
}

const openingParenthesis = 0x28

const isNullText = (value: string): boolean => /^\((?:null|nil)\)$/i.test(value)

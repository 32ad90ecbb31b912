import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { isWholeNumberType, readWholeNumber, typeOf, valuePlace } from '../../value-types.js'

export const numberOutOfRange: ParameterRule = {
  kind: 'parameter',
  id: 'number-out-of-range',
  severity: 'error',
  title: 'A number does not fit into its type.',
  reference:
    'cwmp-1-2.xsd ParameterValueStruct (Value is of the type it declares; XML Schema: int, unsignedInt, long, unsignedLong)',
  explanation:
    'int and unsignedInt have 32 bits, long and unsignedLong 64; an unsigned number has no minus. A receiver refuses the value, or keeps its lowest bits and shows something else. A counter that ran past 32 bits belongs into unsignedLong.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">-1</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.ManagementServer.STUNMaximumKeepAlivePeriod</Name><Value xsi:type="xsd:int">-1</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { value } = parameter
    // Nine digits without a sign fit into every type.
    if (value === null || (value.length <= 9 && value.charCodeAt(0) !== minus)) return
    const type = typeOf(parameter)
    if (!isWholeNumberType(type) || readWholeNumber(value.trim(), type) !== 'too-large') return
    report(
      `${nameText(parameter.name)} is ${type}, which cannot hold ${quotedValue(parameter.name, value.trim())}.`,
      valuePlace(envelope, parameter),
    )
  },
}

const minus = 0x2d

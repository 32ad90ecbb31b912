import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const wrongInstanceNumber: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-instance-number',
  severity: 'warning',
  title: 'An instance number is 0 or has leading zeros.',
  reference: 'TR-106 ({i} stands for a positive instance number)',
  explanation:
    'Instance numbers begin with 1 and are written without leading zeros; they need not be contiguous. A server that checks paths refuses the name, and 01 and 1 are two different names to most. Some devices count from 0: their instance cannot be asked for by a conforming ACS.',
  wrong:
    '<ParameterValueStruct><Name>Device.WiFi.SSID.0.SSID</Name><Value xsi:type="xsd:string">home</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.WiFi.SSID.10.SSID</Name><Value xsi:type="xsd:string">home</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { name } = parameter
    if (!name.includes('.0')) return
    const segment = /\.(0\d*)\./.exec(name)?.[1]
    if (segment === undefined) return
    report(
      `${nameText(name)} has the instance number ${segment}; instance numbers are 1, 2, 3 and so on.`,
      namePlace(envelope, parameter),
    )
  },
}

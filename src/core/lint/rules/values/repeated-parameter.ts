import { seenParameters } from '../../parameters.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const repeatedParameter: EnvelopeRule = {
  kind: 'envelope',
  rpcs: ['Inform', 'GetParameterValues'],
  id: 'repeated-parameter',
  severity: 'warning',
  title: 'A CPE reports the same parameter twice in one message.',
  reference: 'practice: receivers keep one value for each name, and differ in which',
  explanation:
    'The list should have each parameter once. If the values differ, nobody can say which is right: some servers keep the first, most the last. It happens where a device answers for overlapping paths, or numbers two instances alike.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">6</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value xsi:type="xsd:string">home</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.WiFi.SSID.2.SSID</Name><Value xsi:type="xsd:string">home</Value></ParameterValueStruct>',
  check: (envelope, report) => {
    const values = new Map<string, string | null>()
    for (const parameter of seenParameters(envelope)) {
      const { name, value } = parameter
      const before = values.get(name)
      if (before === undefined) {
        values.set(name, value)
        continue
      }
      report(
        `${nameText(name)} is reported again, with ${before === value ? 'the same' : 'another'} value.`,
        namePlace(envelope, parameter),
      )
    }
  },
}

import { seenParameters } from '../../parameters.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const mixedRoots: EnvelopeRule = {
  kind: 'envelope',
  rpcs: ['Inform', 'GetParameterValues', 'SetParameterValues'],
  id: 'mixed-roots',
  severity: 'warning',
  title: 'One message has parameters of both roots.',
  reference: 'TR-106 (one root object for each CWMP endpoint)',
  explanation:
    'A CPE has exactly one root: Device or InternetGatewayDevice. A server takes the root from the Inform and looks for everything below it, so half of these parameters are out of its reach. Some devices offer both trees while their firmware moves from one to the other; choose one and stay with it.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ModelName</Name><Value xsi:type="xsd:string">Gateway 5</Value></ParameterValueStruct>',
  covers: ['cpe-46'],
  check: (envelope, report) => {
    let first: string | null = null
    for (const parameter of seenParameters(envelope)) {
      const root = rootOf(parameter.name)
      first ??= root
      if (root === null || root === first) continue
      report(
        `${nameText(parameter.name)} is below ${root}, while the parameters before it are below ${first ?? ''}.`,
        namePlace(envelope, parameter),
      )
      return
    }
  },
}

function rootOf(name: string): string | null {
  if (name.startsWith('Device.')) return 'Device'
  return name.startsWith('InternetGatewayDevice.') ? 'InternetGatewayDevice' : null
}

import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

const gatewayObjects = /^Device\.(?:WANDevice|LANDevice|Layer3Forwarding|Layer2Bridging|LANConfigSecurity)\./

export const gatewayNameUnderDevice: ParameterRule = {
  kind: 'parameter',
  id: 'gateway-name-under-device',
  severity: 'warning',
  title: 'An object of the InternetGatewayDevice model stands below the root Device.',
  reference:
    'practice: a capture of a femtocell with Device.WANDevice; TR-098 has the object, Device:1 and Device:2 have not',
  explanation:
    'WANDevice, LANDevice and their like belong to InternetGatewayDevice (TR-098). Below Device a server does not find them: it looks for Device.IP, Device.PPP and Device.Ethernet. Address the parameters by the names this device reports, and treat its data model as its own.',
  wrong:
    '<ParameterValueStruct><Name>Device.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct>',
  covers: ['cpe-46'],
  check: (parameter, report, envelope) => {
    const { name } = parameter
    if (!name.startsWith('Device.L') && !name.startsWith('Device.W')) return
    const object = gatewayObjects.exec(name)?.[0]
    if (object === undefined) return
    report(
      `${nameText(name)}: ${object} belongs to the root InternetGatewayDevice, not to Device.`,
      namePlace(envelope, parameter),
    )
  },
}

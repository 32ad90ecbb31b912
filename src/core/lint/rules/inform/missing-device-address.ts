import { seenParameters } from '../../parameters.js'
import { isHeartbeat, parameterListPlace } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const missingDeviceAddress: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'missing-device-address',
  needsWhole: true,
  severity: 'info',
  title: 'An Inform does not tell the address of the device that its data model wants in it.',
  reference:
    'InternetGatewayDevice:1.14 ExternalIPAddress and Device:1 LAN.IPAddress, attribute forcedInform',
  explanation:
    'A gateway of TR-098 informs about the ExternalIPAddress of its default connection, a Device:1 about LAN.IPAddress. Without it the ACS learns of a new address only by the ConnectionRequestURL. A device without such a connection has nothing to tell.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[6]"><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.SpecVersion</Name><Value xsi:type="xsd:string">1.0</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[7]"><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.SpecVersion</Name><Value xsi:type="xsd:string">1.0</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    if (isHeartbeat(envelope)) return
    let isGateway = false
    let isDevice1 = false
    for (const { name } of seenParameters(envelope)) {
      if (externalAddress.test(name) || name === 'Device.LAN.IPAddress') return
      isGateway ||= name.startsWith('InternetGatewayDevice.')
      isDevice1 ||= name === 'Device.DeviceSummary'
    }
    if (!isGateway && !isDevice1) return
    report(
      isGateway
        ? 'The Inform has no ExternalIPAddress of a WANIPConnection or WANPPPConnection.'
        : 'The Inform has no Device.LAN.IPAddress.',
      parameterListPlace(envelope),
    )
  },
}

const externalAddress = /\.WAN(?:IP|PPP)Connection\.[^.]+\.ExternalIPAddress$/

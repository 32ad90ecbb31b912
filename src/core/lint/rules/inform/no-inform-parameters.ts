import { seenParameters } from '../../parameters.js'
import { isHeartbeat, parameterListPlace } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const noInformParameters: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'no-inform-parameters',
  needsWhole: true,
  severity: 'warning',
  title: 'An Inform has no parameters at all.',
  reference: 'Device:2.17 and InternetGatewayDevice:1.14, attribute forcedInform',
  explanation:
    'The ParameterList of an Inform carries at least versions, ParameterKey and ConnectionRequestURL. Without any the ACS does not even learn the root of the data model. Read Device.DeviceInfo. or InternetGatewayDevice.DeviceInfo. to find out.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[0]"></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[6]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    if (isHeartbeat(envelope) || envelope.decoded['ParameterList'] === undefined) return
    for (const _parameter of seenParameters(envelope)) return
    report('The ParameterList of the Inform is empty.', parameterListPlace(envelope))
  },
}

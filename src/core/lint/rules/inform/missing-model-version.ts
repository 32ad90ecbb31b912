import { seenParameters } from '../../parameters.js'
import { isHeartbeat, parameterListPlace, rootOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const missingModelVersion: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'missing-model-version',
  needsWhole: true,
  severity: 'info',
  title: 'An Inform does not tell which version of the data model the device has.',
  reference:
    'Device:2.17 RootDataModelVersion and InternetGatewayDevice:1.14 DeviceSummary, attribute forcedInform',
  explanation:
    'Device:2 tells it by RootDataModelVersion (from 2.4), Device:1 and InternetGatewayDevice by DeviceSummary. Old firmware has neither; then which parameters the device has is found out by GetParameterNames alone.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[5]"><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[6]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    if (isHeartbeat(envelope)) return
    const root = rootOf(envelope)
    if (root === null) return
    for (const { name } of seenParameters(envelope)) {
      if (name === `${root}.DeviceSummary` || name === `${root}.RootDataModelVersion`) return
    }
    report(
      `The Inform has neither ${root}.RootDataModelVersion nor ${root}.DeviceSummary.`,
      parameterListPlace(envelope),
    )
  },
}

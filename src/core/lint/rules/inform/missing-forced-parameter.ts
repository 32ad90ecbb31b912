import { forcedInformNames } from '../../../model/index.js'
import { seenParameters } from '../../parameters.js'
import { isHeartbeat, parameterListPlace, rootOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const missingForcedParameter: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'missing-forced-parameter',
  needsWhole: true,
  severity: 'warning',
  title: 'An Inform lacks parameters that every Inform of its data model has.',
  reference: 'Device:2.17 and InternetGatewayDevice:1.14, attribute forcedInform',
  explanation:
    'An ACS takes versions, the ParameterKey and the address for connection requests from the Inform, without asking. Without them it may not notice a new firmware, set parameters again that are set already, or be unable to call the device. Read the missing ones with GetParameterValues.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[3]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[6]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    if (isHeartbeat(envelope)) return
    const root = rootOf(envelope)
    if (root === null) return
    const names = new Set<string>()
    for (const { name } of seenParameters(envelope)) names.add(name)
    const missing = expectedOf(root, names).filter((name) => !names.has(name))
    if (missing.length === 0) return
    report(
      `The Inform lacks ${missing.join(', ')}, which every Inform carries.`,
      parameterListPlace(envelope),
    )
  },
}

/** What depends on the version of the data model, or on what the device supports. */
const notEverywhere = /\.(?:RootDataModelVersion|DeviceSummary|AliasBasedAddressing)$/

function expectedOf(root: 'Device' | 'InternetGatewayDevice', names: ReadonlySet<string>): readonly string[] {
  const everywhere = forcedInformNames[root].filter((name) => !notEverywhere.test(name))
  // Device:1 does not force ProvisioningCode.
  return root === 'Device' && !names.has('Device.RootDataModelVersion')
    ? everywhere.filter((name) => !name.endsWith('.ProvisioningCode'))
    : everywhere
}

import { forcedInformNames } from '../../../model/index.js'
import { seenParameters } from '../../parameters.js'
import { eventsOf } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const valueChangeWithoutValues: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'value-change-without-values',
  needsWhole: true,
  severity: 'info',
  title: '4 VALUE CHANGE comes without a parameter that could have changed.',
  reference: 'Device:2.17 activeNotify (changed parameters are in the ParameterList)',
  explanation:
    'A CPE puts the parameters that changed into the ParameterList. Here are only those that every Inform has, so one of them changed, or the device did not include what did. Compare with its last Inform; if nothing differs, read the parameters that have notification set.',
  wrong:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>4 VALUE CHANGE</EventCode><CommandKey></CommandKey></EventStruct></Event><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[6]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><Event soap-enc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>4 VALUE CHANGE</EventCode><CommandKey></CommandKey></EventStruct></Event><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[7]"><ParameterValueStruct><Name>Device.RootDataModelVersion</Name><Value xsi:type="xsd:string">2.17</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.HardwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.SoftwareVersion</Name><Value xsi:type="xsd:string">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ParameterKey</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value xsi:type="xsd:string">home</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const change = eventsOf(envelope)?.find(({ code }) => code === '4 VALUE CHANGE')
    if (change === undefined) return
    let parameters = 0
    for (const { name } of seenParameters(envelope)) {
      if (!isForced(name)) return
      parameters++
    }
    if (parameters > 0)
      report('4 VALUE CHANGE is reported, but only parameters that every Inform has.', change.place)
  },
}

const forced: ReadonlySet<string> = new Set(Object.values(forcedInformNames).flat())

const isForced = (name: string): boolean =>
  forced.has(name) ||
  name === 'Device.LAN.IPAddress' ||
  /\.WAN(?:IP|PPP)Connection\.[^.]+\.ExternalIPAddress$/.test(name)

import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import type { EnvelopeRule } from '../../rule.js'

export const emptyConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'empty-connection-request-url',
  severity: 'warning',
  title: 'The device gives no address for connection requests.',
  reference: 'Device:2.17 ManagementServer.ConnectionRequestURL (forcedInform)',
  explanation:
    'Without a ConnectionRequestURL the ACS cannot call the device: commands wait for its next session. The device may have no address yet, have connection requests switched off, or its server for them has not started. It may be reached by STUN or XMPP instead; else shorten its PeriodicInformInterval.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    if (parameter?.value?.trim() !== '') return
    report(
      'The ConnectionRequestURL is empty: the ACS cannot call this device.',
      valuePlace(envelope, parameter),
    )
  },
}

import { seenParameters } from '../../parameters.js'
import { quoted } from '../../place.js'
import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import { addressKind, readUrl } from './urls.js'
import type { EnvelopeRule } from '../../rule.js'

export const privateConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'private-connection-request-url',
  severity: 'info',
  title: 'The ConnectionRequestURL has a private address while the device has a public one.',
  reference: 'RFC 1918',
  explanation:
    'The Inform itself tells a public ExternalIPAddress, yet the device wants to be called at an address of its own network. From outside the ACS does not reach it. The device took the wrong interface, or sits behind a router: then it needs STUN or XMPP for connection requests.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.168.1.1:7547/cr</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>InternetGatewayDevice.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct><ParameterValueStruct><Name>InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress</Name><Value xsi:type="xsd:string">192.0.2.7</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    const text = parameter?.value?.trim() ?? ''
    if (parameter === null) return
    const kind = addressKind(readUrl(text).host)
    if (kind !== 'private') return
    for (const { name, value } of seenParameters(envelope)) {
      if (!name.endsWith('.ExternalIPAddress') || addressKind(value ?? '') !== 'public') continue
      report(
        `The ConnectionRequestURL ${quoted(text)} has a private address, while the external address is ${quoted(value ?? '')}.`,
        valuePlace(envelope, parameter),
      )
      return
    }
  },
}

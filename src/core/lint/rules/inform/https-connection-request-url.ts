import { quoted } from '../../place.js'
import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import { readUrl } from './urls.js'
import type { EnvelopeRule } from '../../rule.js'

export const httpsConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'https-connection-request-url',
  severity: 'info',
  title: 'The device wants to be called by https.',
  reference: 'practice: connection requests are plain HTTP; devices that offer https do so as an extension',
  explanation:
    'Connection requests are plain HTTP with digest authentication. Calling this device takes an ACS that does TLS here, and trusts the certificate of the device, which is mostly self-signed. If requests fail, try the same address with http.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">https://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    const text = parameter?.value?.trim() ?? ''
    if (parameter === null || readUrl(text).scheme !== 'https') return
    report(`The ConnectionRequestURL ${quoted(text)} is https.`, valuePlace(envelope, parameter))
  },
}

import { quoted } from '../../place.js'
import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import { addressKind, readUrl } from './urls.js'
import type { EnvelopeRule } from '../../rule.js'

export const loopbackConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'loopback-connection-request-url',
  severity: 'info',
  title: 'The ConnectionRequestURL has a loopback address.',
  reference: 'RFC 6890 (special-purpose addresses)',
  explanation:
    '127.0.0.1, ::1 and localhost mean the machine itself. An ACS on another machine calls itself by it, and the device waits in vain; a simulator that shares its machine with the ACS is right to give it.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://127.0.0.1:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    const text = parameter?.value?.trim() ?? ''
    if (parameter === null || addressKind(readUrl(text).host) !== 'loopback') return
    report(
      `The ConnectionRequestURL ${quoted(text)} means the machine of whoever calls it.`,
      valuePlace(envelope, parameter),
    )
  },
}

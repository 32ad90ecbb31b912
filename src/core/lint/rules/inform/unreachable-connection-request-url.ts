import { quoted } from '../../place.js'
import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import { addressKind, readUrl } from './urls.js'
import type { EnvelopeRule } from '../../rule.js'

export const unreachableConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'unreachable-connection-request-url',
  severity: 'warning',
  title: 'The ConnectionRequestURL has an address that nobody can call.',
  reference: 'RFC 6890 (special-purpose addresses)',
  explanation:
    '0.0.0.0 is no address, and one that begins with 169.254 or fe80 holds on one link only: the device had no other when it made the URL, or took the wrong interface. The ACS cannot call it; commands wait for the next session. A device that gets its address later should inform again with 4 VALUE CHANGE.',
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://0.0.0.0:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://192.0.2.7:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    const text = parameter?.value?.trim() ?? ''
    if (parameter === null) return
    const kind = addressKind(readUrl(text).host)
    if (kind !== 'unspecified' && kind !== 'link-local') return
    report(
      `The ConnectionRequestURL ${quoted(text)} has ${kind === 'unspecified' ? 'no address in it' : 'an address that holds on one link only'}.`,
      valuePlace(envelope, parameter),
    )
  },
}

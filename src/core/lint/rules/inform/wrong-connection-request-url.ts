import { quoted } from '../../place.js'
import { valuePlace } from '../../value-types.js'
import { connectionRequestUrl } from './parts.js'
import { readUrl } from './urls.js'
import type { EnvelopeRule } from '../../rule.js'

export const wrongConnectionRequestUrl: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'wrong-connection-request-url',
  severity: 'error',
  title: 'The ConnectionRequestURL is no URL that can be called.',
  reference: 'Device:2.17 ManagementServer.ConnectionRequestURL (an HTTP URL)',
  explanation:
    "The ACS calls the device by an HTTP GET to this address, and there is none to be called: a scheme other than http, no host, or a port that does not exist. Commands wait for the next session. Look at the device's network settings; it may have put the URL together from values it does not have.",
  wrong:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  right:
    '<cwmp:Inform><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestURL</Name><Value xsi:type="xsd:string">http://[2001:db8::7]:7547/cr</Value></ParameterValueStruct></ParameterList></cwmp:Inform>',
  check: (envelope, report) => {
    const parameter = connectionRequestUrl(envelope)
    const text = parameter?.value?.trim() ?? ''
    if (parameter === null || text === '') return
    const url = readUrl(text)
    if (url.problem === null) return
    report(`The ConnectionRequestURL ${quoted(text)} ${url.problem}.`, valuePlace(envelope, parameter))
  },
}

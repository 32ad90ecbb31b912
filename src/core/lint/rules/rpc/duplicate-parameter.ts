import { membersOf } from '../../member.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

export const duplicateParameter: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['SetParameterValues'],
  id: 'duplicate-parameter',
  severity: 'error',
  title: 'SetParameterValues sets the same parameter twice.',
  reference:
    'practice: SetParameterValues has no order, so a name twice is to be refused (ATP-069 5.58); devices take it',
  explanation:
    'The order of a SetParameterValues means nothing, so a name that occurs twice has no defined value. The CPE must answer fault 9003 and set nothing at all; some set one of the two. Send each name once.',
  wrong: `<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>Device.Time.NTPServer1</Name><Value xsi:type="xsd:string">a</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.Time.NTPServer1</Name><Value xsi:type="xsd:string">b</Value></ParameterValueStruct></ParameterList><ParameterKey></ParameterKey></cwmp:SetParameterValues>`,
  right: `<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[2]"><ParameterValueStruct><Name>Device.Time.NTPServer1</Name><Value xsi:type="xsd:string">a</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.Time.NTPServer2</Name><Value xsi:type="xsd:string">b</Value></ParameterValueStruct></ParameterList><ParameterKey></ParameterKey></cwmp:SetParameterValues>`,
  covers: ['field-19'],
  check: (envelope, report) => {
    const seen = new Set<string>()
    for (const { name, place } of membersOf(envelope, 'ParameterList')) {
      if (seen.has(name)) report(`${nameText(name)} is set more than once.`, place)
      seen.add(name)
    }
  },
}

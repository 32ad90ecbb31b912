import { replaceWith } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const cdataEndInText: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'cdata-end-in-text',
  severity: 'error',
  title: '`]]>` in text outside a CDATA section.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'XML forbids `]]>` in plain text, so a strict parser refuses the whole message although ' +
    'everything else in it is right. Write it as `]]&gt;`. If it comes from a CPE, its writer puts ' +
    'values into the message without escaping them; expect raw `&` and `<` from it as well.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">a[b[0]]>1</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">a[b[0]]&gt;1</Value>
</ParameterValueStruct>`,
  fix: (place) => replaceWith('Write ]]&gt;', place, ']]&gt;'),
}

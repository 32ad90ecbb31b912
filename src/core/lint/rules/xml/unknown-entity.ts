import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownEntity: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-entity',
  severity: 'error',
  title: 'A named reference that XML without a document type does not have.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'XML knows five names: `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`. Names of HTML such as ' +
    '`&nbsp;` mean nothing in it, and a strict parser refuses the message. Either the sender escapes ' +
    'with a function made for HTML, or a bare `&` stands before a word and a semicolon: then it ' +
    'should be `&amp;`.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living&nbsp;room</Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.Description</Name>
  <Value xsi:type="xsd:string">Living&#160;room</Value>
</ParameterValueStruct>`,
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongArrayMember: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-array-member',
  severity: 'error',
  title: "A member of a list has another name than the list's type.",
  reference: 'cwmp-1-2.xsd list types',
  explanation:
    'The members of a list have the name of their type: `string`, `ParameterValueStruct`, ' +
    '`EventStruct`. A receiver that looks for them by that name finds none, and takes the list for an' +
    ' empty one, without a word. SOAP libraries write `item` by default; set the right name there.',
  wrong: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <item>Device.DeviceInfo.</item>
  </ParameterNames>
</cwmp:GetParameterValues>`,
  right: `<cwmp:GetParameterValues>
  <ParameterNames soap-enc:arrayType="xsd:string[1]">
    <string>Device.DeviceInfo.</string>
  </ParameterNames>
</cwmp:GetParameterValues>`,
}

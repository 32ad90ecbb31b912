import type { ReadingRuleDefinition } from '../../rule.js'

export const unexpectedChildren: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unexpected-children',
  severity: 'error',
  title: 'Elements inside one that holds text.',
  reference: 'cwmp-1-2.xsd (simple types)',
  explanation:
    'A value holds text; elements in it mean that somebody put XML into the message without escaping ' +
    'it. A receiver takes the text around them and drops the rest, or refuses the message. Here the ' +
    'source of it was kept as the value. The sender must write `&lt;` for every `<` of a value.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.X_LAB_Config</Name>
  <Value xsi:type="xsd:string"><mode>bridge</mode></Value>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.X_LAB_Config</Name>
  <Value xsi:type="xsd:string">&lt;mode>bridge&lt;/mode></Value>
</ParameterValueStruct>`,
}

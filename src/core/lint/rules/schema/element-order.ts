import type { ReadingRuleDefinition } from '../../rule.js'

export const elementOrder: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'element-order',
  severity: 'warning',
  title: "Elements in another order than the schema's.",
  reference: 'cwmp-1-2.xsd (xs:sequence)',
  explanation:
    'The schema fixes the order of arguments. Receivers that look arguments up by name do not notice;' +
    ' those that read one after the other take the wrong one or answer 9003. If a CPE refuses a ' +
    'request that looks right, put its arguments into the order of the schema.',
  wrong: `<cwmp:AddObject>
  <ParameterKey>a</ParameterKey>
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
</cwmp:AddObject>`,
  right: `<cwmp:AddObject>
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
  <ParameterKey>a</ParameterKey>
</cwmp:AddObject>`,
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const duplicateElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'duplicate-element',
  severity: 'error',
  title: 'An element that may occur once occurs again.',
  reference: 'cwmp-1-2.xsd (maxOccurs 1)',
  explanation:
    'The schema allows the element once. A validating receiver refuses the message; others take the ' +
    'first or the last, so two receivers may do different things. Here the first one counts. Find out' +
    ' which the sender means, and have it leave the other out.',
  wrong: `<cwmp:AddObject>
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
  <ParameterKey>a</ParameterKey>
  <ParameterKey>b</ParameterKey>
</cwmp:AddObject>`,
  right: `<cwmp:AddObject>
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
  <ParameterKey>a</ParameterKey>
</cwmp:AddObject>`,
}

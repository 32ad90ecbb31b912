import type { ReadingRuleDefinition } from '../../rule.js'

export const qualifiedArgument: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'qualified-argument',
  severity: 'warning',
  title: 'An argument in a namespace; arguments are unqualified.',
  reference: 'cwmp-1-2.xsd elementFormDefault="unqualified"',
  explanation:
    'Only the RPC itself carries the namespace of CWMP; its arguments carry none. ' +
    '`xmlns="urn:dslforum-org:cwmp-1-0"` on the RPC puts all of them into it, and to a receiver that ' +
    'keeps to the schema they are then unknown elements. Most match local names. Have the sender ' +
    'declare a prefix for the RPC instead of a default namespace.',
  wrong: `<AddObject xmlns="urn:dslforum-org:cwmp-1-2">
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
  <ParameterKey>a</ParameterKey>
</AddObject>`,
  right: `<cwmp:AddObject>
  <ObjectName>Device.NAT.PortMapping.</ObjectName>
  <ParameterKey>a</ParameterKey>
</cwmp:AddObject>`,
}

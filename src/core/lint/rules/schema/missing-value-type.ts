import type { ReadingRuleDefinition } from '../../rule.js'

export const missingValueType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-value-type',
  severity: 'warning',
  title: 'A Value without xsi:type.',
  reference: 'cwmp-1-2.xsd ParameterValueStruct (anySimpleType)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const missingArrayType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-array-type',
  severity: 'warning',
  title: 'A list without arrayType.',
  reference: 'cwmp-1-2.xsd soapenc:arrayType use="required"',
  explanation: '',
  wrong: '',
  right: '',
}

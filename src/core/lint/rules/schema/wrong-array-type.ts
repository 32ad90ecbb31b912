import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongArrayType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-array-type',
  severity: 'warning',
  title: 'The arrayType names another member type.',
  reference: 'cwmp-1-2.xsd list types',
  explanation: '',
  wrong: '',
  right: '',
}

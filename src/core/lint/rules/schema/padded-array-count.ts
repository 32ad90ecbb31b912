import type { ReadingRuleDefinition } from '../../rule.js'

export const paddedArrayCount: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'padded-array-count',
  severity: 'info',
  title: 'The arrayType count has leading zeros.',
  reference: 'practice: CPEs send counts such as [0008]',
  explanation: '',
  wrong: '',
  right: '',
}

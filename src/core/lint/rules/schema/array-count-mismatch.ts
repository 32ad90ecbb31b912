import type { ReadingRuleDefinition } from '../../rule.js'

export const arrayCountMismatch: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'array-count-mismatch',
  severity: 'warning',
  title: 'The arrayType count is not the number of members.',
  reference: 'practice: CPEs count wrongly, and simulators send a fixed count',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const illegalCharacter: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'illegal-character',
  severity: 'error',
  title: 'A character that XML 1.0 forbids, such as U+0002.',
  reference: 'practice: CPEs send control characters such as U+0002 in values',
  explanation: '',
  wrong: '',
  right: '',
}

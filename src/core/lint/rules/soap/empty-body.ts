import type { ReadingRuleDefinition } from '../../rule.js'

export const emptyBody: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'empty-body',
  severity: 'error',
  title: 'The Body is empty.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

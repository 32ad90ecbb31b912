import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedName: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-name',
  severity: 'error',
  title: 'A name that XML does not allow.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const duplicateAttribute: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'duplicate-attribute',
  severity: 'error',
  title: 'The same attribute twice on one element.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

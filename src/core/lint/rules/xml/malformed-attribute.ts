import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedAttribute: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-attribute',
  severity: 'error',
  title: 'An attribute without quotes, value or equals sign.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

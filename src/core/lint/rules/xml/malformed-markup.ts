import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedMarkup: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-markup',
  severity: 'error',
  title: 'A comment, declaration or processing instruction that is not closed or not legal.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

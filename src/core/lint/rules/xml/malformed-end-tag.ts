import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-end-tag',
  severity: 'error',
  title: 'An end tag with something but its name in it.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

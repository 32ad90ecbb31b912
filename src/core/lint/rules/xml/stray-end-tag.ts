import type { ReadingRuleDefinition } from '../../rule.js'

export const strayEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'stray-end-tag',
  severity: 'error',
  title: 'An end tag without a start tag.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

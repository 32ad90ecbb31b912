import type { ReadingRuleDefinition } from '../../rule.js'

export const mismatchedEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'mismatched-end-tag',
  severity: 'error',
  title: 'An end tag with another name than the open element.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

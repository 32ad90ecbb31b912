import type { ReadingRuleDefinition } from '../../rule.js'

export const missingEndTag: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-end-tag',
  severity: 'error',
  title: 'An element that is never closed; the reader closed it where its parent ended.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

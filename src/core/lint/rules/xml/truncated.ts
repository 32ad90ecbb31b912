import type { ReadingRuleDefinition } from '../../rule.js'

export const truncated: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'truncated',
  severity: 'error',
  title: 'The text ends inside an element or a tag.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

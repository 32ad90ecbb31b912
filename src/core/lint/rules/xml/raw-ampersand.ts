import type { ReadingRuleDefinition } from '../../rule.js'

export const rawAmpersand: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'raw-ampersand',
  severity: 'error',
  title: 'An `&` that begins no reference. It should be `&amp;`.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const rawLessThan: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'raw-less-than',
  severity: 'error',
  title: 'A `<` inside an attribute value or before no tag. It should be `&lt;`.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

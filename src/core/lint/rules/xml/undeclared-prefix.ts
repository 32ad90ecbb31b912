import type { ReadingRuleDefinition } from '../../rule.js'

export const undeclaredPrefix: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'undeclared-prefix',
  severity: 'error',
  title: 'A prefix whose namespace is not declared. Matching goes by local name.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const deprecatedHeader: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'deprecated-header',
  severity: 'info',
  title: 'NoMoreRequests, deprecated and to be ignored.',
  reference: 'practice: NoMoreRequests is in no published schema',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongHeaderValue: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-header-value',
  severity: 'warning',
  title: 'A header whose value is not of its type.',
  reference: 'cwmp-1-4.xsd header elements',
  explanation: '',
  wrong: '',
  right: '',
}

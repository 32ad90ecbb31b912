import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongMustUnderstand: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-must-understand',
  severity: 'warning',
  title: 'mustUnderstand is not `0` or `1`, or not in the envelope namespace.',
  reference: 'cwmp-1-2.xsd ID, HoldRequests',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const missingCwmpId: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-cwmp-id',
  severity: 'info',
  title: 'No cwmp:ID header; only the order of messages pairs this one.',
  reference: 'practice: CPEs send Informs without any SOAP header',
  explanation: '',
  wrong: '',
  right: '',
}

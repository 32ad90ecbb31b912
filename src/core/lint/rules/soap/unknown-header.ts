import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownHeader: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-header',
  severity: 'warning',
  title: 'A SOAP header that CWMP does not define.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

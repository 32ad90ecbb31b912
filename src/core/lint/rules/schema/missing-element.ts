import type { ReadingRuleDefinition } from '../../rule.js'

export const missingElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-element',
  severity: 'error',
  title: 'A required element is missing.',
  reference: 'cwmp-1-2.xsd (minOccurs 1)',
  explanation: '',
  wrong: '',
  right: '',
}

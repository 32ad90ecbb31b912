import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownEntity: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-entity',
  severity: 'error',
  title: 'A named reference that XML without a document type does not have.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-element',
  severity: 'info',
  title: 'An element the schema does not have; it is kept.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

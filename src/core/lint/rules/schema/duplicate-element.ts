import type { ReadingRuleDefinition } from '../../rule.js'

export const duplicateElement: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'duplicate-element',
  severity: 'error',
  title: 'An element that may occur once occurs again.',
  reference: 'cwmp-1-2.xsd (maxOccurs 1)',
  explanation: '',
  wrong: '',
  right: '',
}

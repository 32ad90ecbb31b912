import type { ReadingRuleDefinition } from '../../rule.js'

export const severalBodyElements: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'several-body-elements',
  severity: 'error',
  title: 'The Body has more than one element; the first was read.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const extraWrapper: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'extra-wrapper',
  severity: 'error',
  title: 'A list wrapper where the schema repeats the element directly.',
  reference: 'cwmp-1-2.xsd (repeated elements, no array)',
  explanation: '',
  wrong: '',
  right: '',
}

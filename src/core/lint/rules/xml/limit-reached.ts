import type { ReadingRuleDefinition } from '../../rule.js'

export const limitReached: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'limit-reached',
  severity: 'error',
  title: 'A limit on depth, elements, attributes or text length stopped the reader.',
  reference: 'practice: a limit of this program, against hostile input',
  explanation: '',
  wrong: '',
  right: '',
}

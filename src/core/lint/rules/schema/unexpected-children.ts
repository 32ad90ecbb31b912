import type { ReadingRuleDefinition } from '../../rule.js'

export const unexpectedChildren: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unexpected-children',
  severity: 'error',
  title: 'Elements inside one that holds text.',
  reference: 'cwmp-1-2.xsd',
  explanation: '',
  wrong: '',
  right: '',
}

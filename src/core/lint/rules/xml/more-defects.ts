import type { ReadingRuleDefinition } from '../../rule.js'

export const moreDefects: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'more-defects',
  severity: 'info',
  title: 'Further defects of the same kind were counted, not listed.',
  reference: 'practice: a limit of this program, against hostile input',
  explanation: '',
  wrong: '',
  right: '',
}

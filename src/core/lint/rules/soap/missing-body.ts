import type { ReadingRuleDefinition } from '../../rule.js'

export const missingBody: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-body',
  severity: 'error',
  title: 'The envelope has no Body.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

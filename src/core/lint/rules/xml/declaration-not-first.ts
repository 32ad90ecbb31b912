import type { ReadingRuleDefinition } from '../../rule.js'

export const declarationNotFirst: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'declaration-not-first',
  severity: 'error',
  title: 'Something stands before the XML declaration, which makes it illegal.',
  reference: 'practice: CPEs send white space before the XML declaration',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const illegalCharacterReference: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'illegal-character-reference',
  severity: 'error',
  title: 'A numeric reference to a character that XML 1.0 forbids.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const severalEnvelopes: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'several-envelopes',
  severity: 'error',
  title: 'More than one envelope in a message.',
  reference: 'practice: MaxEnvelopes is 1, so a message holds one envelope',
  explanation: '',
  wrong: '',
  right: '',
}

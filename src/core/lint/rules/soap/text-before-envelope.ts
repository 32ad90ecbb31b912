import type { ReadingRuleDefinition } from '../../rule.js'

export const textBeforeEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'text-before-envelope',
  severity: 'warning',
  title: 'Text before the envelope.',
  reference: 'practice: white space and log prefixes stand before envelopes in captures',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const textAfterEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'text-after-envelope',
  severity: 'warning',
  title: 'Text after the envelope.',
  reference: 'practice: line ends and rests of other messages stand behind envelopes',
  explanation: '',
  wrong: '',
  right: '',
}

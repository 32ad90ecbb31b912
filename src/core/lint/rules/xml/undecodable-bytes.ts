import type { ReadingRuleDefinition } from '../../rule.js'

export const undecodableBytes: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'undecodable-bytes',
  severity: 'error',
  title: "Bytes that the message's charset does not allow. They are kept and shown as U+FFFD.",
  reference: 'practice: CPEs send bytes such as 0xFF inside values',
  explanation: '',
  wrong: '',
  right: '',
}

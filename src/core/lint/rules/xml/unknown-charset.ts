import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownCharset: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-charset',
  severity: 'warning',
  title:
    'The Content-Type or the XML declaration names a charset this program does not know; it read on as UTF-8.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

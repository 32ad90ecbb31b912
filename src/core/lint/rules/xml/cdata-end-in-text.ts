import type { ReadingRuleDefinition } from '../../rule.js'

export const cdataEndInText: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'cdata-end-in-text',
  severity: 'warning',
  title: '`]]>` in text outside a CDATA section.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation: '',
  wrong: '',
  right: '',
}

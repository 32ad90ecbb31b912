import type { ReadingRuleDefinition } from '../../rule.js'

export const structExpected: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'struct-expected',
  severity: 'error',
  title: 'Text where a structure is due.',
  reference: 'cwmp-1-2.xsd',
  explanation: '',
  wrong: '',
  right: '',
}

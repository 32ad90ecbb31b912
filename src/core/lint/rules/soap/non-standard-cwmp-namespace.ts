import type { ReadingRuleDefinition } from '../../rule.js'

export const nonStandardCwmpNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'non-standard-cwmp-namespace',
  severity: 'warning',
  title: '`cwmp-1-3` or `cwmp-1-4`: CWMP 1.3 and 1.4 use the namespace of 1.2.',
  reference: 'cwmp-1-4.xsd targetNamespace',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongCwmpNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-cwmp-namespace',
  severity: 'error',
  title: 'The RPC is not in a CWMP namespace.',
  reference: 'cwmp-1-0.xsd, cwmp-1-1.xsd, cwmp-1-2.xsd targetNamespace',
  explanation: '',
  wrong: '',
  right: '',
}

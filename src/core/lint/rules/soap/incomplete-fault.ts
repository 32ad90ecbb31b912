import type { ReadingRuleDefinition } from '../../rule.js'

export const incompleteFault: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'incomplete-fault',
  severity: 'warning',
  title: 'A fault without FaultCode, or not a CWMP fault.',
  reference: 'cwmp-1-2.xsd Fault',
  explanation: '',
  wrong: '',
  right: '',
}

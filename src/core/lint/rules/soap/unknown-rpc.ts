import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownRpc: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-rpc',
  severity: 'warning',
  title: "The RPC is not one of CWMP's; it is shown as a plain tree.",
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

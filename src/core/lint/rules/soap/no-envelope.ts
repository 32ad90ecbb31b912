import type { ReadingRuleDefinition } from '../../rule.js'

export const noEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'no-envelope',
  severity: 'error',
  title: 'No SOAP envelope was found.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongEnvelopeNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-envelope-namespace',
  severity: 'error',
  title: 'The envelope is not in the SOAP 1.1 namespace.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const doctypeRefused: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'doctype-refused',
  severity: 'error',
  title: 'A document type declaration. It is not followed: it is how entity bombs arrive.',
  reference: 'TR-069a6 3.5',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongTypeNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-type-namespace',
  severity: 'warning',
  title: 'An xsi:type prefix that is not bound to XML Schema.',
  reference: 'TR-069a6 3.5 (XML Schema of 2001)',
  explanation: '',
  wrong: '',
  right: '',
}

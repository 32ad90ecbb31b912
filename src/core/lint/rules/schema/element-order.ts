import type { ReadingRuleDefinition } from '../../rule.js'

export const elementOrder: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'element-order',
  severity: 'warning',
  title: "Elements in another order than the schema's.",
  reference: 'cwmp-1-2.xsd (xs:sequence)',
  explanation: '',
  wrong: '',
  right: '',
}

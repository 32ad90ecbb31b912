import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongArrayMember: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-array-member',
  severity: 'error',
  title: "A member of a list has another name than the list's type.",
  reference: 'cwmp-1-2.xsd list types',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const qualifiedArgument: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'qualified-argument',
  severity: 'warning',
  title: 'An argument in a namespace; arguments are unqualified.',
  reference: 'cwmp-1-2.xsd elementFormDefault="unqualified"',
  explanation: '',
  wrong: '',
  right: '',
}

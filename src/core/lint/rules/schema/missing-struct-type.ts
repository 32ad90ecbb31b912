import type { ReadingRuleDefinition } from '../../rule.js'

export const missingStructType: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-struct-type',
  severity: 'error',
  title: 'A structure that must be chosen by xsi:type has none.',
  reference: 'cwmp-1-2.xsd OperationStruct (abstract)',
  explanation: '',
  wrong: '',
  right: '',
}

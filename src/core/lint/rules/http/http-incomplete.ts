import type { ReadingRuleDefinition } from '../../rule.js'

export const httpIncomplete: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'http-incomplete',
  severity: 'error',
  title: 'The connection ended, or a limit was reached, inside the HTTP message.',
  reference: 'RFC 9112 8',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const httpBodyUnreadable: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'http-body-unreadable',
  severity: 'error',
  title: 'The chunk framing or content coding of the body could not be undone.',
  reference: 'RFC 9112 6',
  explanation: '',
  wrong: '',
  right: '',
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const limitReached: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'limit-reached',
  severity: 'error',
  title: 'A limit on depth, elements, attributes or text length stopped the reader.',
  reference: 'practice: a limit of this program, against hostile input',
  explanation:
    'The message is deeper, longer or has more elements than any CWMP message we know, so reading ' +
    'ended or a text was cut; what follows is not judged. An honest message nests eight deep. Look at' +
    ' the raw bytes: it is an attack, a loop in the writer of the CPE, or no CWMP at all.',
  wrong: `<cwmp:X_LAB_Deep>${'<a>'.repeat(140)}deep${'</a>'.repeat(140)}</cwmp:X_LAB_Deep>`,
  right: `<cwmp:X_LAB_Deep>${'<a>'.repeat(10)}not so deep${'</a>'.repeat(10)}</cwmp:X_LAB_Deep>`,
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const foldedHeader: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'folded-header',
  severity: 'warning',
  title: 'A header is continued on the next line.',
  reference: 'RFC 9112 5.2',
  explanation:
    'Folding of headers is obsolete. A server may answer 400, or read the value with spaces ' +
    'in place of the line break; a line that was not meant as a continuation disappears in ' +
    'the value before. Write each header on one line.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example
User-Agent: cpe
  firmware 1
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example
User-Agent: cpe firmware 1
Content-Length: 0

`,
}

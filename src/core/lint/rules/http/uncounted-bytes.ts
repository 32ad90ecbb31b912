import type { ReadingRuleDefinition } from '../../rule.js'

export const uncountedBytes: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'uncounted-bytes',
  severity: 'warning',
  title: 'There is more on the wire than Content-Length counts.',
  reference: 'RFC 9112 6.3',
  explanation:
    'The receiver stops where Content-Length says, and takes the rest for the beginning of ' +
    'the next message. A line end too many is skipped by most servers; anything else ends the ' +
    'connection. The sender should count the bytes it sends, after encoding, with the last ' +
    'line end.',
  wrong: `\\x0D\\x0APOST /acs HTTP/1.1
Host: acs.example
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example
Content-Length: 0

`,
  covers: ['cpe-11'],
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const bareLineFeed: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'bare-line-feed',
  severity: 'warning',
  title: 'Lines of the HTTP head end with a line feed alone.',
  reference: 'RFC 9112 2.2',
  explanation:
    'Lines of a head end with CR LF. A receiver may take a line feed alone, and most do; a ' +
    'strict server or a security proxy answers 400. The HTTP client of the CPE, or a recorder ' +
    'that changes line ends, must be mended.',
  wrong: `POST /acs HTTP/1.1\\x0AHost: acs.example
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example
Content-Length: 0

`,
}

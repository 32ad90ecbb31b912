import type { ReadingRuleDefinition } from '../../rule.js'

export const httpIncomplete: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'http-incomplete',
  severity: 'error',
  title: 'The connection ended, or a limit was reached, inside the HTTP message.',
  reference: 'RFC 9112 8',
  explanation:
    'The head announces more than ever arrived, so the receiver waits until it gives up or ' +
    'refuses half a message. Look for a CPE that reboots or runs into a time-out while it ' +
    'sends, a proxy that limits sizes, or a Content-Length that counts too much.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Content-Length: 4096

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
}

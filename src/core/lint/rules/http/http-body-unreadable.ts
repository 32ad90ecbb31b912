import type { ReadingRuleDefinition } from '../../rule.js'

export const httpBodyUnreadable: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'http-body-unreadable',
  severity: 'error',
  title: 'The chunk framing or content coding of the body could not be undone.',
  reference: 'RFC 9112 6',
  explanation:
    'Nobody can tell what the sender meant, so the message counts as unreadable and the ' +
    'session ends. Compare the sizes of the chunks with what follows them, or turn ' +
    'compression off (ManagementServer.HTTPCompression) to see whether that is the cause.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Transfer-Encoding: chunked

size
<x/>
0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Transfer-Encoding: chunked

4
<x/>
0

`,
}

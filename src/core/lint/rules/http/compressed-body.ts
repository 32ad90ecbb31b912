import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { shown } from './sides.js'

export const compressedBody: MessageRule = {
  kind: 'message',
  id: 'compressed-body',
  severity: 'info',
  title: 'The body is compressed.',
  reference: 'TR-069a6 3.4.7',
  explanation:
    'A CPE may compress its bodies when ManagementServer.HTTPCompression tells it to ' +
    '(Amendment 6). An ACS that cannot undo it answers 415, and the CPE has to drop ' +
    'compression and begin anew. Older ACSs see bytes that are no XML.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Content-Encoding: gzip
Content-Length: 4

abcd`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  check: ({ head }, report) => {
    const coding = head === null ? undefined : header(head, 'content-encoding')
    if (coding !== undefined && coding !== '' && coding.toLowerCase() !== 'identity') {
      report(`The body is compressed (Content-Encoding: ${shown(coding)}).`)
    }
  },
}

import type { MessageRule } from '../../rule.js'

export const http10: MessageRule = {
  kind: 'message',
  id: 'http-1-0',
  severity: 'warning',
  title: 'HTTP/1.0 is spoken.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'CWMP runs over HTTP/1.1 with a connection that stays for the whole session. In HTTP/1.0 ' +
    'the connection ends after each message unless both sides ask otherwise, bodies cannot be ' +
    'chunked, and authentication bound to the connection is asked for again and again. Look ' +
    'for an old HTTP client or a proxy between the two.',
  wrong: `POST /acs HTTP/1.0
Host: acs.example
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example
Content-Length: 0

`,
  check: ({ head }, report) => {
    if (head?.version === '1.0')
      report(`The ${head.method === undefined ? 'answer' : 'request'} is HTTP/1.0.`)
  },
}

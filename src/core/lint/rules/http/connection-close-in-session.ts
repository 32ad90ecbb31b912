import type { MessageRule } from '../../rule.js'
import { lists } from './sides.js'

export const connectionCloseInSession: MessageRule = {
  kind: 'message',
  id: 'connection-close-in-session',
  severity: 'info',
  title: 'The connection is to be closed in mid-session.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'One connection is expected for the whole session. With Connection: close the CPE has to ' +
    'connect again for its next POST, which costs time, a TLS handshake and often another ' +
    '401; an ACS that knows sessions by their connection loses the session. Cookies are then ' +
    'what holds it together.',
  wrong: `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Connection: close

<cwmp:Reboot><CommandKey/></cwmp:Reboot>`,
  right: `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8

<cwmp:Reboot><CommandKey/></cwmp:Reboot>`,
  covers: ['field-14'],
  of: ['request', 'response', 'fault'],
  check: ({ head }, report) => {
    if (head !== null && lists(head, 'connection', 'close')) {
      report(
        `The ${head.method === undefined ? 'ACS' : 'CPE'} closes the connection while the session goes on.`,
      )
    }
  },
}

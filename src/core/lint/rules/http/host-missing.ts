import type { MessageRule } from '../../rule.js'
import { headerValues } from '../../../http/index.js'

export const hostMissing: MessageRule = {
  kind: 'message',
  id: 'host-missing',
  severity: 'error',
  title: 'The HTTP/1.1 request has no Host, or more than one.',
  reference: 'RFC 9112 3.2',
  explanation:
    'A server must answer 400 to an HTTP/1.1 request without exactly one Host, and one with ' +
    'virtual hosts cannot know whom it is for. The HTTP client of the sender has to be ' +
    'mended; a reverse proxy in between may add the header.',
  wrong: `POST /acs HTTP/1.1
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Length: 0

`,
  check: ({ head }, report) => {
    if (head?.method === undefined || head.version !== '1.1') return
    const hosts = headerValues(head, 'host')
    if (hosts.length === 0) report(`The ${head.method} has no Host header.`)
    else if (hosts.length > 1) report(`The ${head.method} has ${hosts.length} Host headers.`)
  },
}

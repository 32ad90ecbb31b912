import type { MessageRule } from '../../rule.js'
import { headerValues, parseAuth } from '../../../http/index.js'

export const basicWithoutTls: MessageRule = {
  kind: 'message',
  id: 'basic-without-tls',
  severity: 'warning',
  title: 'Username and password cross the network readable.',
  reference: 'RFC 7617 4',
  explanation:
    'Basic is no encryption: over plain HTTP whoever sees the traffic has the credentials of ' +
    'the device. Let the ACS ask for Digest, or let the CPE use https. If the message was ' +
    'recorded behind something that ends TLS, there is nothing to do.',
  wrong: `# over plain HTTP
POST /acs HTTP/1.1
Host: acs.example
Authorization: Basic dXNlcjpzZWNyZXQ=
Content-Length: 0

`,
  right: `# over plain HTTP
POST /acs HTTP/1.1
Host: acs.example
Authorization: Digest username="user", realm="acs", nonce="1f", uri="/acs", response="0"
Content-Length: 0

`,
  check: ({ head, tls }, report) => {
    if (head?.method === undefined || (tls !== undefined && tls !== null)) return
    const basic = parseAuth(headerValues(head, 'authorization')).some(({ scheme }) => scheme === 'basic')
    if (!basic) return
    report(
      tls === null
        ? 'Username and password are sent by Basic over plain HTTP.'
        : 'Username and password are sent by Basic; unless this was TLS, they are readable on the way.',
    )
  },
}

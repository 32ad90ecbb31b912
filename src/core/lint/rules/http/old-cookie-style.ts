import type { MessageRule } from '../../rule.js'
import { headerValues } from '../../../http/index.js'
import { postOf } from './sides.js'

export const oldCookieStyle: MessageRule = {
  kind: 'message',
  id: 'old-cookie-style',
  severity: 'info',
  title: 'The cookie is returned in the style of RFC 2965.',
  reference: 'practice: a Thomson gateway returns $Version and $Path with its cookie',
  explanation:
    'Amendments up to 4 pointed to RFC 2965, whose cookies come back with $Version, $Path and ' +
    'quotes. A server of today reads $Version as a cookie of its own and may find quotes in ' +
    'the value, and then does not know the session. Here the attributes are understood and ' +
    'dropped.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Cookie: $Version="0"; session=1a2b; $Path=/
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Cookie: session=1a2b
Content-Length: 0

`,
  covers: ['cpe-9'],
  check: (subject, report) => {
    const head = postOf(subject)
    const cookies = head === null ? [] : headerValues(head, 'cookie')
    const attribute = /\$(?:Version|Path|Domain|Port)\b/i.exec(cookies.join(';'))?.[0]
    if (attribute !== undefined) report(`The Cookie header carries ${attribute}, an attribute of RFC 2965.`)
  },
}

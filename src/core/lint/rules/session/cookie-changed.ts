import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'
import { tieOf } from '../../../sessions/tie.js'

export const cookieChanged: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'cookie-changed',
  severity: 'error',
  title: 'The CPE returns another cookie than the one that was set.',
  reference: 'RFC 6265 5.4',
  explanation:
    'The cookie has the right name and another value than the ACS set last: that of an earlier session, or one the CPE has cut or quoted. The ACS takes it for a session it does not know, or worse, for another one. A CPE must drop the cookies of a session at its end and replace a cookie that is set again.',
  wrong:
    'CPE  POST Inform  Cookie: session=6\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=6',
  right:
    'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=7',
  covers: ['field-15'],
  turn: (turn, report, track) => {
    const cookies = tieOf(turn, track)?.cookies
    if (cookies === undefined || cookies.changed.length === 0 || track.cookieLapses > 0) return
    report(
      `The POST returns the cookie ${cookies.changed.map((name) => quoted(name)).join(', ')} with another value than the ACS has set.`,
    )
  },
}

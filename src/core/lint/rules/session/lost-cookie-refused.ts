import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const lostCookieRefused: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'lost-cookie-refused',
  severity: 'error',
  title: 'The ACS refuses a POST for its missing cookie.',
  reference:
    'practice: ACSs answer "Invalid session" or "Bad session state" with HTTP 400 where the cookie is lost',
  explanation:
    'The CPE did not return the cookie, and the ACS ended the session with an HTTP error, as many do ("Invalid session", "Bad session state"). The error is the consequence; the lost cookie before it is the cause. Make the CPE return it, or set it with Path=/.',
  wrong:
    'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)\nACS  400 Invalid session',
  right:
    'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=7\nACS  204',
  covers: ['acs-12'],
  turn: ({ direction, head }, report, { lastPost }) => {
    const status = head?.status ?? 0
    if (direction !== 'acs-to-cpe' || status < 400 || status > 499 || status === 401) return
    if (lastPost === null || lastPost.cookiesLost.length === 0) return
    const names = lastPost.cookiesLost.map((name) => quoted(name)).join(', ')
    report(`The ACS answers ${String(status)} to a POST that did not return the cookie ${names}.`)
  },
}

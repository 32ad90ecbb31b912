import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'
import { tieOf } from '../../../sessions/tie.js'

export const cookieNotReturned: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'cookie-not-returned',
  severity: 'error',
  title: 'The CPE does not return a cookie of its session.',
  reference: 'RFC 6265 5.4',
  explanation:
    'Most ACSs know a session by its cookie alone and answer what comes without it with HTTP 400, so the session dies right after the InformResponse. Some CPEs return a cookie only if it was set with a Path, or with the Path of the ACS URL; set it with Path=/ and see. If that does not help, the ACS must tell the session by its connection or address.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7; Path=/\nCPE  POST (empty)',
  right:
    'CPE  POST Inform\nACS  200 InformResponse  Set-Cookie: session=7; Path=/\nCPE  POST (empty)  Cookie: session=7',
  covers: ['cpe-31', 'field-15'],
  turn: (turn, report, track) => {
    const cookies = tieOf(turn, track)?.cookies
    if (cookies === undefined || cookies.missing.length === 0 || track.cookieLapses > 0) return
    const names = cookies.missing.map((name) => quoted(name)).join(', ')
    report(
      `The POST does not return the cookie ${names} that the ACS has set.`,
      null,
      cookies.missingForPath
        ? { kind: 'quirk', title: 'Set the cookie with Path=/', quirk: { cookiePath: '/' } }
        : undefined,
    )
  },
}

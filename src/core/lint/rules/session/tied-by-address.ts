import type { SessionRule } from '../../rule.js'
import { tieOf } from '../../../sessions/tie.js'

export const tiedByAddress: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'tied-by-address',
  severity: 'warning',
  title: 'Only its address ties a POST to its session.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'The POST came on a new connection and without a cookie of the session. That it belongs here is concluded from its address, as no other session was open from there; two CPEs behind one router would be mixed up, and most ACSs refuse it. Either the CPE must return the cookie or it must keep its connection.',
  wrong:
    'CPE  POST Inform  (connection 1)\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  (connection 2)',
  right:
    'CPE  POST Inform  (connection 1)\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=7  (connection 2)',
  covers: ['field-15'],
  turn: (turn, report, track) => {
    if (track.addressOnly > 0 || tieOf(turn, track)?.addressOnly !== true) return
    report('The POST has neither a cookie nor the connection of its session: only its address tells.')
  },
}

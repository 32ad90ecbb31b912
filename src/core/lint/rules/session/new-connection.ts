import type { SessionRule } from '../../rule.js'
import { tieOf } from '../../../sessions/tie.js'

export const newConnection: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'new-connection',
  severity: 'info',
  title: 'The session goes on over another TCP connection.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'A session is meant to run over one persistent connection. It may go on over another as long as the cookie is returned; an ACS that tells sessions by connection loses it, and with digest authentication a nonce that is bound to the connection is refused. If such sessions fail, check the keep-alive times of ACS and proxies.',
  wrong:
    'CPE  POST Inform  (connection 1)\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=7  (connection 2)',
  right:
    'CPE  POST Inform  (connection 1)\nACS  200 InformResponse  Set-Cookie: session=7\nCPE  POST (empty)  Cookie: session=7  (connection 1)',
  covers: ['field-14'],
  turn: (turn, report, track) => {
    if (track.reconnects > 0 || tieOf(turn, track)?.reconnected !== true) return
    report(
      track.again?.why === 'unauthorized'
        ? 'After the 401 the CPE comes back on another connection, though the ACS kept this one open.'
        : 'The POST comes on another connection than the one before, though the ACS kept that open.',
    )
  },
}

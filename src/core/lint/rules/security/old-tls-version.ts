import type { SessionRule } from '../../rule.js'
import { firstOnConnection } from './tls.js'

export const oldTlsVersion: SessionRule = {
  kind: 'session',
  id: 'old-tls-version',
  severity: 'warning',
  title: 'The connection uses a TLS version that is given up.',
  reference: 'RFC 8996',
  explanation:
    'TLS 1.0 and 1.1 (and SSL before them) are no longer to be used; CWMP wants 1.2 or newer. ' +
    'Servers and libraries of today refuse them by default, so the device stops calling with ' +
    'the next update of the ACS. Look for a firmware that speaks TLS 1.2.',
  wrong: `CPE  connects by TLS 1.0
CPE  POST Inform  cwmp:ID 1`,
  right: `CPE  connects by TLS 1.2
CPE  POST Inform  cwmp:ID 1`,
  turn: (turn, report, track) => {
    const tls = firstOnConnection(turn, track)
    if (tls !== null && /^(?:SSLv[23]|TLSv1(?:\.[01])?)$/.test(tls.version)) {
      report(`The connection uses ${tls.version}; CWMP wants TLS 1.2 or newer.`)
    }
  },
}

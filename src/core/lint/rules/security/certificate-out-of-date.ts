import type { SessionRule } from '../../rule.js'
import { firstOnConnection, shownSubject } from './tls.js'

export const certificateOutOfDate: SessionRule = {
  kind: 'session',
  id: 'certificate-out-of-date',
  severity: 'warning',
  title: 'The certificate was not valid at this time.',
  reference: 'RFC 5280 4.1.2.5',
  explanation:
    'A peer that checks dates refuses the connection, and from the outside it looks as if the ' +
    'device had vanished. Either the certificate is too old or too new, or a clock is wrong: ' +
    'a CPE without time since its boot is often in 1970. Compare with CurrentTime of the ' +
    'Inform, then renew the certificate or set the clock.',
  wrong: `CPE  connects by TLS 1.2, its certificate valid until 2025-12-31
CPE  POST Inform  cwmp:ID 1`,
  right: `CPE  connects by TLS 1.2, its certificate valid until 2035-12-31
CPE  POST Inform  cwmp:ID 1`,
  turn: (turn, report, track) => {
    const peer = firstOnConnection(turn, track)?.peer
    if (peer === undefined) return
    const at = turn.at / 1000
    if (Date.parse(peer.validTo) < at) {
      report(`The certificate of ${shownSubject(peer)} expired on ${peer.validTo}.`)
    } else if (Date.parse(peer.validFrom) > at) {
      report(`The certificate of ${shownSubject(peer)} is valid only from ${peer.validFrom}.`)
    }
  },
}

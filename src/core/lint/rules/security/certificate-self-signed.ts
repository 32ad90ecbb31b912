import type { SessionRule } from '../../rule.js'
import { firstOnConnection, shownSubject } from './tls.js'

export const certificateSelfSigned: SessionRule = {
  kind: 'session',
  id: 'certificate-self-signed',
  severity: 'warning',
  title: 'The certificate is signed by itself.',
  reference: 'TR-069a6 3.3',
  explanation:
    'A certificate that vouches for itself proves nothing of who is at the other end: the ' +
    'peer must check it against certificates it trusts, and a strict one refuses the ' +
    'connection. For tests it may be right; in the field give the device a certificate of its ' +
    'maker’s, or let the ACS trust this one by name.',
  wrong: `CPE  connects by TLS 1.2, its certificate signed by itself
CPE  POST Inform  cwmp:ID 1`,
  right: `CPE  connects by TLS 1.2, its certificate signed by the maker’s CA
CPE  POST Inform  cwmp:ID 1`,
  turn: (turn, report, track) => {
    const peer = firstOnConnection(turn, track)?.peer
    if (peer?.selfSigned === true) report(`The certificate of ${shownSubject(peer)} is signed by itself.`)
  },
}

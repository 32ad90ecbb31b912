import type { SessionRule } from '../../rule.js'
import { firstOnConnection } from './tls.js'

export const weakCipher: SessionRule = {
  kind: 'session',
  id: 'weak-cipher',
  severity: 'warning',
  title: 'The connection uses a cipher that is broken or close to it.',
  reference: 'RFC 9325 4.1',
  explanation:
    'With no encryption, RC4, DES, 3DES, export keys or anonymous key exchange TLS protects ' +
    'little or nothing, although the URL says https. Take these ciphers from the ACS’s list; ' +
    'a device that then no longer connects needs a newer firmware.',
  wrong: `CPE  connects by TLS 1.2 with DES-CBC3-SHA
CPE  POST Inform  cwmp:ID 1`,
  right: `CPE  connects by TLS 1.2 with ECDHE-RSA-AES128-GCM-SHA256
CPE  POST Inform  cwmp:ID 1`,
  turn: (turn, report, track) => {
    const tls = firstOnConnection(turn, track)
    if (tls !== null && weak.test(tls.cipher)) report(`The connection uses the cipher ${tls.cipher}.`)
  },
}

/** As OpenSSL names them, and as the registry of TLS does. */
const weak = /(?:^|[-_])(?:NULL|RC4|RC2|DES|3DES|EXP|EXPORT|ADH|AECDH|anon|MD5)(?:[-_]|$)|DES-CBC/i

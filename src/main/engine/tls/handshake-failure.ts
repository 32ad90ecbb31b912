import type { TlsSettings } from './types.js'

interface Failure {
  readonly code: string
  readonly detail: string
}

const failures: readonly (readonly [pattern: RegExp, failure: (settings: TlsSettings) => Failure])[] = [
  [
    /ALERT_UNKNOWN_CA/,
    () => ({
      code: 'certificate-not-trusted',
      detail:
        'The CPE does not know who signed our certificate (alert unknown CA). Export the CA certificate of the workbench and put it into the CPE, or import a certificate that the CPE trusts.',
    }),
  ],
  [
    /ALERT_CERTIFICATE_EXPIRED/,
    () => ({
      code: 'certificate-expired-for-peer',
      detail:
        'The CPE says that our certificate is out of date. Look at the clock of the CPE, then at the certificate.',
    }),
  ],
  [
    /ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|ACCESS_DENIED|DECRYPT_ERROR)/,
    () => ({
      code: 'certificate-refused',
      detail:
        'The CPE refuses our certificate. Mostly the host in its ACS URL is not among the names of the certificate, or it does not trust the CA: use a host that is listed in it, and export the CA certificate to the CPE.',
    }),
  ],
  [
    /NO_SHARED_CIPHER|NO_SUITABLE_|NO_SHARED_GROUP|NO_CIPHERS/,
    ({ ciphers }) => ({
      code: 'no-shared-cipher',
      detail: `The CPE and this ACS have no cipher in common${ciphers === '' ? '. Allow older ones in the TLS settings' : `; the ACS is set to ${ciphers}. Leave the list empty, or add what the CPE can`}.`,
    }),
  ],
  [
    /UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|ALERT_PROTOCOL_VERSION|WRONG_SSL_VERSION|UNKNOWN_PROTOCOL|WRONG_VERSION_NUMBER/,
    ({ minVersion }) => ({
      code: 'no-shared-version',
      detail: `The CPE and this ACS have no TLS version in common; the ACS takes ${minVersion} and newer. For an old CPE set a lower minimum version.`,
    }),
  ],
  [
    /ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY/,
    () => ({
      code: 'handshake-refused',
      detail:
        'The CPE broke off the handshake: nothing that we offer is good enough for it. Compare versions and ciphers of both sides.',
    }),
  ],
  [
    /HANDSHAKE_TIMEOUT/,
    () => ({
      code: 'handshake-timeout',
      detail: 'The TLS handshake did not end in time: the CPE stopped half-way.',
    }),
  ],
  [
    /ECONNRESET|EPIPE|ECONNABORTED/,
    () => ({
      code: 'handshake-broken-off',
      detail:
        'The CPE closed the connection during the TLS handshake and did not say why. Often it does not trust our certificate: export the CA certificate to the CPE, and use a host in the ACS URL that the certificate names.',
    }),
  ],
]

/** Why a handshake failed, as OpenSSL puts it, in words that help. */
export function handshakeFailure(error: NodeJS.ErrnoException, settings: TlsSettings): Failure {
  const text = `${error.code ?? ''} ${error.message}`.toUpperCase().replaceAll(' ', '_')
  const known = failures.find(([pattern]) => pattern.test(text))
  if (known !== undefined) return known[1](settings)
  return {
    code: 'handshake-failed',
    detail: `The TLS handshake failed: ${error.message || (error.code ?? 'no reason given')}.`,
  }
}

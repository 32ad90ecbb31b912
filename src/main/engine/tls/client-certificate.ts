import type { DeviceIdentity } from '../../../core/dialog/index.js'
import type { ConnectionTls } from '../../../core/journal/records.js'
import { isNameOf, type Refusal } from '../authentication/index.js'
import type { TlsSettings } from './types.js'

type CertificateVerdict =
  | { readonly kind: 'accepted'; readonly username: string }
  | { readonly kind: 'forbidden'; readonly refusal: Refusal }
  | null

/** Why a certificate is not trusted, by OpenSSL's codes. */
const distrust: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself, and not among those that are trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not among those that are trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not among those that are trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not among those that are trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its authority is not among those that are trusted, or the CPE left one out in between',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_SIGNATURE_FAILURE: 'its signature is wrong',
  INVALID_PURPOSE: 'it is not made for clients',
}

/**
 * What a client certificate says of who sent an Inform (TR-069a6 3.4.4): accepted, turned away, or nothing, and then user
 * name and password decide.
 */
export function judgeClientCertificate(
  settings: Pick<TlsSettings, 'clientCertificates' | 'certificateOf'>,
  tls: ConnectionTls | undefined,
  identity: DeviceIdentity | null,
): CertificateVerdict {
  const { clientCertificates, certificateOf } = settings
  if (tls === undefined || clientCertificates === 'off') return null
  const required = clientCertificates === 'required'
  const [own] = tls.peer
  if (own === undefined) {
    return required
      ? forbidden(
          'certificate-missing',
          null,
          'The CPE showed no client certificate, and this ACS wants one. Put one into the CPE, or set client certificates to wanted or off.',
        )
      : null
  }
  const name = commonNameOf(own.subject)
  if (tls.trust !== true) {
    const why = distrust[tls.trust ?? ''] ?? `it could not be verified (${tls.trust ?? 'no reason given'})`
    return required
      ? forbidden(
          'certificate-untrusted',
          name,
          `The client certificate of ${shown(own.subject)} is not trusted: ${why}. Add the certificate of its authority (${shown(own.issuer)}) to those that are trusted.`,
        )
      : null
  }
  // Whoever does not say who he is, is refused by the dialog.
  if (certificateOf === 'product-line' || identity === null) return null
  if (name !== null && isNameOf(name, identity)) return { kind: 'accepted', username: name }
  const { oui, productClass, serialNumber } = identity
  return forbidden(
    'certificate-of-other-device',
    name,
    `The client certificate is for ${shown(name ?? own.subject)}, but the Inform is of ${shown([oui, productClass, serialNumber].join('-'))}: its common name must be OUI-SerialNumber or OUI-ProductClass-SerialNumber. If all devices of a product line share it, say so in the TLS settings.`,
  )
}

/** CN of a name as RFC 4514 writes it. */
function commonNameOf(subject: string): string | null {
  return /(?:^|,)CN=((?:\\.|[^,\\])*)/.exec(subject)?.[1]?.replace(/\\(.)/g, '$1') ?? null
}

function forbidden(reason: Refusal['reason'], username: string | null, detail: string): CertificateVerdict {
  return { kind: 'forbidden', refusal: { reason, username, detail } }
}

function shown(text: string): string {
  return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`
}

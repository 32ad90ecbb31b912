import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { covers } from './own-identity.js'
import { TlsError } from './tls-error.js'
import type { TlsIdentity } from './types.js'

export interface PemUpload {
  readonly key: string
  /** The server's certificate first, then those between it and its authority. */
  readonly chain: string
  /** Of the key, if it is encrypted. */
  readonly passphrase?: string | undefined
}

const pemCertificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The certificates in a PEM text. Throws a `TlsError` where one cannot be read, or there is none. */
export function readCertificates(pem: string): readonly X509Certificate[] {
  const texts = pem.match(pemCertificate) ?? []
  if (texts.length === 0) {
    throw new TlsError(
      'There is no certificate in this text. It must be PEM: -----BEGIN CERTIFICATE----- and so on.',
    )
  }
  return texts.map((text, at) => {
    try {
      return new X509Certificate(text)
    } catch {
      throw new TlsError(
        `Certificate ${String(at + 1)} cannot be read. Copy it anew, with its first and last line.`,
      )
    }
  })
}

/**
 * Checks a key and its certificates, and gives them as they are kept: the key without passphrase, the chain without what
 * else stood in the file. Throws a `TlsError`.
 */
export function checkUpload({ key: pem, chain, passphrase }: PemUpload, nowMs: number): TlsIdentity {
  const key = readKey(pem, passphrase)
  const certificates = readCertificates(chain)
  const [own, ...others] = certificates
  if (own === undefined) throw new TlsError('There is no certificate.')
  if (!own.checkPrivateKey(key)) {
    const fits = others.some((other) => other.checkPrivateKey(key))
    throw new TlsError(
      fits
        ? 'The private key belongs to another certificate of the chain. The server’s own certificate must come first.'
        : 'The private key does not belong to the certificate. Take the key that the certificate was asked for with.',
    )
  }
  const problem = dateProblem(own, nowMs)
  if (problem !== null) throw new TlsError(problem)
  for (const [at, certificate] of certificates.entries()) {
    const issuer = certificates[at + 1]
    if (issuer !== undefined && !certificate.checkIssued(issuer)) {
      throw new TlsError(
        `Certificate ${String(at + 2)} of the chain has not issued certificate ${String(at + 1)}. Each must be followed by the one that issued it.`,
      )
    }
  }
  return {
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    chain: certificates.map((certificate) => certificate.toString()).join(''),
  }
}

/** What a person should know of a certificate that can be used all the same. */
export function warningsOf(chain: string, hosts: readonly string[], nowMs: number): readonly string[] {
  const [own] = readCertificates(chain)
  if (own === undefined) return []
  const problem = dateProblem(own, nowMs)
  const missing = hosts.filter((host) => !covers(own, host))
  return [
    ...(problem === null ? [] : [problem]),
    ...(missing.length === 0
      ? []
      : [
          `The certificate does not name ${missing.slice(0, 8).join(', ')}: CPEs that are given such a host in the ACS URL will refuse it.`,
        ]),
    ...(own.subjectAltName === undefined
      ? ['The certificate has no subject alternative names: clients of today look at nothing else.']
      : []),
  ]
}

function dateProblem({ validFrom, validTo }: X509Certificate, nowMs: number): string | null {
  if (Date.parse(validTo) < nowMs) return `The certificate expired on ${validTo}.`
  return Date.parse(validFrom) > nowMs ? `The certificate is valid only from ${validFrom}.` : null
}

function readKey(pem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase })
  } catch (error) {
    const isLocked = /encrypted|passphrase|bad decrypt|interrupted/i.test(`${String(error)} ${pem}`)
    throw new TlsError(
      isLocked
        ? 'The private key is encrypted, and the passphrase does not open it. Give the right one.'
        : 'The private key cannot be read. It must be PEM: -----BEGIN PRIVATE KEY----- and so on.',
    )
  }
}

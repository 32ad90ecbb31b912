import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { keyIdentifierOf, makeCertificate, nameOf, newKey } from './certificate.js'
import type { TlsIdentity } from './types.js'

/** Where private keys are kept. */
export interface KeyStore {
  secret(name: string): string | null
  setSecret(name: string, plain: string | null): void
}

const authoritySecret = 'tls.authority'
const serverSecret = 'tls.server'

const day = 86_400_000
const authorityDays = 20 * 365
/** Clients refuse server certificates that are good for longer. */
const serverDays = 820
const renewDaysBefore = 30
/** CPEs without a clock live years back: their certificates must be good already. */
const longAgo = new Date('2000-01-01T00:00:00Z')
const organisation = 'CWMP Workbench'

/** Our own certificate authority and the server certificate it has signed. Made when first asked for. */
export class OwnIdentity {
  readonly #keys: KeyStore
  readonly #nowMs: () => number
  /** What is being made: one after the other, else two would make two authorities. */
  #making: Promise<unknown> = Promise.resolve()

  constructor(keys: KeyStore, nowMs: () => number) {
    this.#keys = keys
    this.#nowMs = nowMs
  }

  /** The certificate that CPEs have to trust, PEM. */
  authority(): Promise<string> {
    return this.#inTurn(async () => (await this.#authority()).certificate)
  }

  /**
   * A server certificate that is good for all these hosts, the first of them its common name, which old clients look at.
   * Made anew when it lacks one of them, or its time is nearly up.
   */
  server(hosts: readonly string[]): Promise<TlsIdentity> {
    return this.#inTurn(() => this.#server(hosts))
  }

  #inTurn<T>(make: () => Promise<T>): Promise<T> {
    const making = this.#making.then(make)
    this.#making = making.catch(() => undefined)
    return making
  }

  async #server(hosts: readonly string[]): Promise<TlsIdentity> {
    const authority = await this.#authority()
    const kept = readIdentity(this.#keys.secret(serverSecret))
    if (kept !== null && this.#isGood(kept, hosts, authority.certificate)) return kept
    const key = await newKey()
    const notAfter = new Date(this.#nowMs() + serverDays * day)
    const [commonName = 'localhost'] = hosts
    const certificate = makeCertificate(
      { commonName, organisation, notBefore: longAgo, notAfter, purpose: { hosts } },
      key,
      authority.issuer,
    )
    const made = { key: pemOfKey(key), chain: certificate + authority.certificate }
    this.#keys.setSecret(serverSecret, JSON.stringify(made))
    return made
  }

  async #authority() {
    const kept = readIdentity(this.#keys.secret(authoritySecret))
    if (kept !== null) {
      const certificate = new X509Certificate(kept.chain)
      if (Date.parse(certificate.validTo) - this.#nowMs() > serverDays * day) {
        return issuerOf(createPrivateKey(kept.key), kept.chain, commonNameOf(certificate))
      }
    }
    const key = await newKey()
    const notAfter = new Date(this.#nowMs() + authorityDays * day)
    // A name of its own: clients that know an older one of ours must not take it for this one.
    const commonName = `CWMP Workbench CA ${keyIdentifierOf(createPublicKey(key)).toString('hex').slice(0, 8)}`
    const chain = makeCertificate(
      { commonName, organisation, notBefore: longAgo, notAfter, purpose: 'ca' },
      key,
      null,
    )
    this.#keys.setSecret(authoritySecret, JSON.stringify({ key: pemOfKey(key), chain }))
    return issuerOf(key, chain, commonName)
  }

  #isGood({ chain }: TlsIdentity, hosts: readonly string[], authority: string): boolean {
    const certificate = new X509Certificate(chain)
    return (
      Date.parse(certificate.validTo) - this.#nowMs() > renewDaysBefore * day &&
      certificate.checkIssued(new X509Certificate(authority)) &&
      coversAll(certificate, hosts)
    )
  }
}

/** Whether a certificate is good for all these names and addresses. */
export function coversAll(certificate: X509Certificate, hosts: readonly string[]): boolean {
  return hosts.every((host) => covers(certificate, host))
}

export function covers(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined
}

function issuerOf(key: KeyObject, certificate: string, commonName: string) {
  const name = nameOf({ commonName, organisation })
  return { certificate, issuer: { key, name, keyIdentifier: keyIdentifierOf(createPublicKey(key)) } }
}

function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? ''
}

function pemOfKey(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}

/** As it was stored; null: nothing is there, or nothing that is one. */
export function readIdentity(stored: string | null): TlsIdentity | null {
  if (stored === null) return null
  const value: unknown = JSON.parse(stored)
  return typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'chain' in value &&
    typeof value.key === 'string' &&
    typeof value.chain === 'string'
    ? { key: value.key, chain: value.chain }
    : null
}

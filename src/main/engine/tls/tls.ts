import { X509Certificate } from 'node:crypto'
import type { DeviceIdentity } from '../../../core/dialog/index.js'
import type { CertificateFacts, ConnectionTls } from '../../../core/journal/records.js'
import { spokenVersions } from './capabilities.js'
import { judgeClientCertificate } from './client-certificate.js'
import { canMake, certificateFacts, contextOptions, createTlsEndpoint } from './endpoint.js'
import { checkUpload, readCertificates, warningsOf, type PemUpload } from './imported.js'
import { OwnIdentity, readIdentity, type KeyStore } from './own-identity.js'
import { TlsError } from './tls-error.js'
import type { TlsChoices, TlsEndpoint, TlsIdentity, TlsSettings, TlsVersion } from './types.js'

export interface TlsOptions {
  readonly keys: KeyStore
  readonly settings: {
    read(): Partial<TlsSettings>
    write(settings: TlsSettings): void
  }
  /** Names and addresses of this machine, the one to be the common name first. */
  readonly hosts: () => readonly string[]
  readonly nowMs: () => number
}

/** The certificate that is shown, and what is wrong with it. */
export interface ShownCertificate {
  /** The server's first. Empty: it was not made yet. */
  readonly chain: readonly CertificateFacts[]
  readonly hosts: string
  readonly warnings: readonly string[]
}

/** TLS for listeners: certificates, settings, and what a client certificate proves. */
export interface Tls {
  readonly settings: TlsSettings
  /** Null until `prepare`, and where it failed. */
  readonly endpoint: TlsEndpoint | null
  /** Makes what is missing, and renews what does not fit this machine any more. Throws a `TlsError`. */
  prepare(): Promise<void>
  /** Throws a `TlsError` where the library does not take it; nothing is changed then. */
  choose(settings: TlsChoices): Promise<void>
  /** Our CA certificate, PEM. Made when first asked for. */
  authority(): Promise<string>
  /** Takes a certificate and uses it. Throws a `TlsError`. */
  importCertificate(upload: PemUpload): Promise<void>
  /** Forgets it and uses our own. */
  removeImported(): Promise<void>
  readonly hasImported: boolean
  readonly shown: ShownCertificate
  /** Versions that the library of this host speaks. */
  spokenVersions(): Promise<readonly TlsVersion[]>
  judge(
    tls: ConnectionTls | undefined,
    identity: DeviceIdentity | null,
  ): ReturnType<typeof judgeClientCertificate>
}

const defaultSettings: TlsSettings = {
  certificate: 'own',
  clientCertificates: 'off',
  certificateOf: 'device',
  trusted: '',
  minVersion: 'TLSv1.2',
  ciphers: '',
}

const importedSecret = 'tls.imported'

export function createTls({ keys, settings: kept, hosts, nowMs }: TlsOptions): Tls {
  let settings: TlsSettings = { ...defaultSettings, ...kept.read() }
  let endpoint: TlsEndpoint | null = null
  let current: { readonly identity: TlsIdentity; readonly settings: TlsSettings } | null = null
  let spoken: Promise<readonly TlsVersion[]> | null = null
  const own = new OwnIdentity(keys, nowMs)
  const imported = (): TlsIdentity | null => readIdentity(keys.secret(importedSecret))

  async function identityFor({ certificate }: TlsSettings): Promise<TlsIdentity> {
    if (certificate === 'own') return own.server(hosts())
    const identity = imported()
    if (identity === null) {
      throw new TlsError(
        'There is no imported certificate. Import one, or use the own certificate of the workbench.',
      )
    }
    return identity
  }

  /** Puts settings to use, if the library takes them. */
  async function use(next: TlsSettings): Promise<void> {
    const identity = await identityFor(next)
    if (current?.settings === next && current.identity.chain === identity.chain) return
    endpoint = createTlsEndpoint(identity, next)
    current = { identity, settings: next }
  }

  async function choose(chosen: TlsChoices): Promise<void> {
    const next: TlsSettings = {
      certificate: chosen.certificate ?? settings.certificate,
      clientCertificates: chosen.clientCertificates ?? settings.clientCertificates,
      certificateOf: chosen.certificateOf ?? settings.certificateOf,
      trusted: chosen.trusted ?? settings.trusted,
      minVersion: chosen.minVersion ?? settings.minVersion,
      ciphers: chosen.ciphers ?? settings.ciphers,
    }
    const { trusted, clientCertificates, ciphers } = next
    if (trusted !== '') readCertificates(trusted)
    if (clientCertificates === 'required' && trusted === '') {
      throw new TlsError(
        'Client certificates cannot be required while no authority is trusted: give the certificate of theirs.',
      )
    }
    if (!canMake(contextOptions(next))) {
      throw new TlsError(
        ciphers === ''
          ? `The TLS library of this host does not take ${next.minVersion} as its minimum version.`
          : `The TLS library of this host knows none of the ciphers ${ciphers}, or not this way of naming them. It wants a list as OpenSSL writes it.`,
      )
    }
    await use(next)
    settings = next
    kept.write(next)
  }

  return {
    get settings() {
      return settings
    },
    get endpoint() {
      return endpoint
    },
    prepare: () => use(settings),
    choose,
    authority: () => own.authority(),
    async importCertificate(upload) {
      const identity = checkUpload(upload, nowMs())
      // Before it is kept: what the library refuses must not replace what works.
      createTlsEndpoint(identity, settings)
      keys.setSecret(importedSecret, JSON.stringify(identity))
      await choose({ certificate: 'imported' })
    },
    async removeImported() {
      if (settings.certificate === 'imported') await choose({ certificate: 'own' })
      keys.setSecret(importedSecret, null)
    },
    get hasImported() {
      return imported() !== null
    },
    get shown() {
      if (current === null) return { chain: [], hosts: '', warnings: [] }
      const { chain } = current.identity
      const certificates = readCertificates(chain)
      return {
        chain: certificates.map(certificateFacts),
        hosts: certificates[0]?.subjectAltName ?? '',
        warnings: warningsOf(chain, hosts(), nowMs()),
      }
    },
    spokenVersions: () => (spoken ??= own.server(hosts()).then(spokenVersions)),
    judge: (tls, identity) => judgeClientCertificate(settings, tls, identity),
  }
}

/** DER of a PEM certificate. */
export function derOf(pem: string): Uint8Array {
  return new X509Certificate(pem).raw
}

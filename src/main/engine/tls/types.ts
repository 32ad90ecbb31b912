import type { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import type { ConnectionTls } from '../../../core/journal/records.js'

/** A private key and the certificates that go with it, the server's first. PEM. */
export interface TlsIdentity {
  readonly key: string
  readonly chain: string
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** How the TLS port works; CPEs notice it from their next connection on. */
export interface TlsSettings {
  /** Whose certificate is shown: made here, or imported. */
  readonly certificate: 'own' | 'imported'
  /** Whether CPEs have to show one, too. */
  readonly clientCertificates: 'off' | 'wanted' | 'required'
  /** A client certificate belongs to one device (its CN names it), or to all of a product line. */
  readonly certificateOf: 'device' | 'product-line'
  /** Certificates of the authorities whose client certificates are trusted. PEM; empty: none. */
  readonly trusted: string
  readonly minVersion: TlsVersion
  /** OpenSSL's cipher list; empty: the default of the library. */
  readonly ciphers: string
}

export type TlsChoices = { readonly [Key in keyof TlsSettings]?: TlsSettings[Key] | undefined }

/** What came of a handshake. */
export interface TlsHandlers {
  readonly secured: (socket: TLSSocket, facts: ConnectionTls) => void
  /** `code` is stable and kebab-case, `detail` says what happened and what to do. */
  readonly failed: (code: string, detail: string) => void
}

/** Ends TLS on connections that somebody else has accepted. */
export interface TlsEndpoint {
  accept(socket: Socket, handlers: TlsHandlers): void
}

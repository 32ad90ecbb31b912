import { AsyncLocalStorage } from 'node:async_hooks'
import { constants, type X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { createSecureContext, createServer, type SecureContextOptions, type TLSSocket } from 'node:tls'
import type { CertificateFacts, ConnectionTls } from '../../../core/journal/records.js'
import { handshakeFailure } from './handshake-failure.js'
import { TlsError } from './tls-error.js'
import type { TlsEndpoint, TlsHandlers, TlsIdentity, TlsSettings } from './types.js'

/** How long a handshake may take, in milliseconds. */
const handshakeMs = 30_000
/** Certificates of a chain that are looked at. */
const longestChain = 8

/**
 * What the TLS library is told. Versions before 1.2 need a lower security level of OpenSSL, which other libraries do not
 * know and do not need.
 */
export function contextOptions({
  minVersion,
  ciphers,
}: Pick<TlsSettings, 'minVersion' | 'ciphers'>): SecureContextOptions {
  const plain = { minVersion, ...(ciphers === '' ? {} : { ciphers }) }
  if (minVersion === 'TLSv1.2' || minVersion === 'TLSv1.3') return plain
  const lowered = { minVersion, ciphers: `${ciphers === '' ? 'DEFAULT' : ciphers}:@SECLEVEL=0` }
  return canMake(lowered) ? lowered : plain
}

export function canMake(options: SecureContextOptions): boolean {
  try {
    createSecureContext(options)
    return true
  } catch {
    return false
  }
}

/** Throws a `TlsError` where the library does not take certificate, key or settings. */
export function createTlsEndpoint({ key, chain }: TlsIdentity, settings: TlsSettings): TlsEndpoint {
  const asksForCertificate = settings.clientCertificates !== 'off'
  /** Events of the server tell of no connection that we have given it, but they come in its context. */
  const handlersOf = new AsyncLocalStorage<TlsHandlers>()
  const server = makeServer()
  server.on('secureConnection', (socket: TLSSocket) => {
    handlersOf.getStore()?.secured(socket, factsOf(socket, asksForCertificate))
  })
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    const { code, detail } = handshakeFailure(error, settings)
    handlersOf.getStore()?.failed(code, detail)
  })

  function makeServer() {
    try {
      return createServer({
        key,
        cert: chain,
        ...contextOptions(settings),
        ...(settings.trusted === '' ? {} : { ca: settings.trusted }),
        requestCert: asksForCertificate,
        // Who is not trusted gets an answer that says why, where the handshake could say nothing.
        rejectUnauthorized: false,
        handshakeTimeout: handshakeMs,
        ALPNProtocols: ['http/1.1'],
        // A session taken up again would not show its certificate anew.
        ...(asksForCertificate ? { secureOptions: constants.SSL_OP_NO_TICKET } : {}),
      })
    } catch (error) {
      throw new TlsError(
        `The TLS library does not take this: ${error instanceof Error ? error.message : String(error)}.`,
      )
    }
  }

  return {
    accept(socket: Socket, handlers) {
      let settled = false
      const once =
        <Arguments extends readonly unknown[]>(tell: (...given: Arguments) => void) =>
        (...given: Arguments): void => {
          if (settled) return
          settled = true
          tell(...given)
        }
      const failed = once(handlers.failed)
      socket.once('close', () => {
        const { code, detail } = handshakeFailure(
          { name: 'Error', message: '', code: 'ECONNRESET' },
          settings,
        )
        failed(code, detail)
      })
      // Of a socket that breaks the server tells; without a listener it would bring the program down.
      socket.on('error', () => undefined)
      handlersOf.run({ secured: once(handlers.secured), failed }, () => {
        server.emit('connection', socket)
      })
    },
  }
}

function factsOf(socket: TLSSocket, asked: boolean): ConnectionTls {
  const peer = asked ? chainOf(socket.getPeerX509Certificate()) : []
  const untrusted: unknown = socket.authorizationError
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    serverName: 'servername' in socket && typeof socket.servername === 'string' ? socket.servername : null,
    peer,
    trust: peer.length === 0 ? null : socket.authorized ? true : codeOf(untrusted),
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error ? String(error.code) : error.message
  return String(error)
}

function chainOf(certificate: X509Certificate | undefined): readonly CertificateFacts[] {
  const chain: CertificateFacts[] = []
  for (
    let next = certificate;
    next !== undefined && chain.length < longestChain;
    next = next.issuerCertificate
  ) {
    chain.push(certificateFacts(next))
    if (next.checkIssued(next)) break
  }
  return chain
}

/** A certificate as the journal and the API show it. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serialNumber: certificate.serialNumber,
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    selfSigned: certificate.checkIssued(certificate),
  }
}

/** Parts of a name, the most special first as RFC 4514 wants it; commas in values keep their backslash. */
function oneLine(name: string): string {
  return name
    .split('\n')
    .toReversed()
    .map((part) => part.replace(/[,+"\\<>;]/g, '\\$&'))
    .join(',')
}

function isoDate(text: string): string {
  const at = Date.parse(text)
  return Number.isNaN(at) ? text : new Date(at).toISOString()
}

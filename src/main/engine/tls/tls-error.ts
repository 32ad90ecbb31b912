/** What cannot be done with certificates or TLS settings. The message says why and what to do. */
export class TlsError extends Error {
  override readonly name = 'TlsError'
}

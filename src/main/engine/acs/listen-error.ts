/** Why an address cannot be listened on. `message` is a sentence for the user that says what to do next. */
export class ListenError extends Error {
  override readonly name = 'ListenError'

  constructor(
    readonly code: 'PORT_TAKEN' | 'NOT_OUR_ADDRESS' | 'NOT_ALLOWED' | 'FAILED',
    readonly host: string,
    readonly port: number,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

/** Puts the system's error into words. */
export function listenErrorOf(
  host: string,
  port: number,
  cause: NodeJS.ErrnoException,
  secure: boolean,
): ListenError {
  const option = secure ? '--acs-tls-port' : '--acs-port'
  const at = `${host}, port ${String(port)}`
  switch (cause.code) {
    case 'EADDRINUSE':
      return new ListenError(
        'PORT_TAKEN',
        host,
        port,
        `The ACS cannot listen on ${at}: another program has the port. Stop that program, or choose another port with ${option} (0 takes any free one).`,
        cause,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new ListenError(
        'NOT_OUR_ADDRESS',
        host,
        port,
        `The ACS cannot listen on ${at}: this machine does not have that address. Choose one of its own addresses, or 0.0.0.0 for all of them.`,
        cause,
      )
    case 'EACCES':
    case 'EPERM':
      return new ListenError(
        'NOT_ALLOWED',
        host,
        port,
        `The ACS may not listen on ${at}: the system keeps that port for administrators. Choose a port above 1023 with ${option}.`,
        cause,
      )
    default:
      return new ListenError('FAILED', host, port, `The ACS cannot listen on ${at}: ${cause.message}.`, cause)
  }
}

/** The file server cannot listen. The message says why and what to do. */
class FileListenError extends Error {
  override readonly name = 'ListenError'

  constructor(
    readonly code: string | undefined,
    message: string,
    cause: unknown,
  ) {
    super(message, { cause })
  }
}

/** Puts the system's error into words. */
export function fileListenError(host: string, port: number, cause: NodeJS.ErrnoException): FileListenError {
  const at = `The file server cannot listen on ${host}, port ${String(port)}`
  switch (cause.code) {
    case 'EADDRINUSE':
      return new FileListenError(
        cause.code,
        `${at}: another program has the port. Stop that program, or choose another port with --file-port (0 takes any free one).`,
        cause,
      )
    case 'EACCES':
    case 'EPERM':
      return new FileListenError(
        cause.code,
        `${at}: the system keeps that port for administrators. Choose a port above 1023 with --file-port.`,
        cause,
      )
    default:
      return new FileListenError(cause.code, `${at}: ${cause.message}.`, cause)
  }
}

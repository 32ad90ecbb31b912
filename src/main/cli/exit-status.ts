/** Bad usage or unreadable input: `message` says what, where and what to do. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** How a command ends otherwise than with 0. */
export class ExitStatus extends Error {
  override readonly name = 'ExitStatus'
  constructor(readonly status: number) {
    super(`Exit status ${status}`)
  }
}

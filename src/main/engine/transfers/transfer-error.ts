/** A request about files or transfers that cannot be met. `code` is the contract's error code, `message` a sentence for the user. */
export class TransferError extends Error {
  override readonly name = 'TransferError'

  constructor(
    readonly code: 'NOT_FOUND' | 'CONFLICT' | 'PAYLOAD_TOO_LARGE' | 'UNPROCESSABLE_CONTENT',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

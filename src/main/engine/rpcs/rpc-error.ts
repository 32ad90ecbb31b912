/** A request to the queue that cannot be met. `code` is the contract's error code, `message` a sentence for the user. */
export class RpcError extends Error {
  override readonly name = 'RpcError'

  constructor(
    readonly code: 'NOT_FOUND' | 'CONFLICT' | 'UNPROCESSABLE_CONTENT',
    message: string,
  ) {
    super(message)
  }
}

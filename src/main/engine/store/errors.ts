/** A question that cannot be answered as asked: a mistake in a filter, a cursor of another list. */
export class QueryError extends Error {
  override readonly name = 'QueryError'

  constructor(
    message: string,
    /** Where in the filter the mistake stands, in characters. */
    readonly offset?: number,
    readonly length?: number,
  ) {
    super(message)
  }
}

export type CaptureProblem = 'newer-format' | 'foreign' | 'unreadable' | 'in-use'

/** A file that cannot be opened as a capture. The message says what it is, why, and what to do; the file is left as it was. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'

  constructor(
    readonly code: CaptureProblem,
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

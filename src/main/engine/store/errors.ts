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

/** A capture that the system or SQLite does not let us open. */
export function unreadable(path: string, error: unknown): CaptureError {
  const reason = error instanceof Error ? error.message : String(error)
  return new CaptureError(
    'unreadable',
    path,
    `The capture ${path} cannot be opened: ${reason}. It was left as it is. Check that the file is whole and that you may read and write it and its folder, or choose another path.`,
    { cause: error },
  )
}

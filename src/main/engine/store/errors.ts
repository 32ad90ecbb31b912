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

export type CaptureProblem =
  'newer-format' | 'foreign' | 'unreadable' | 'in-use' | 'left-open' | 'other-version'

/** A capture that cannot be opened, or not closed. The message says what it is, why, and what to do; nothing in it is lost. */
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

/** A capture that is only to be looked at, but was last listed by a version that lists differently. */
export function otherVersion(path: string): CaptureError {
  return new CaptureError(
    'other-version',
    path,
    `${path} was last written by another version of this program, and its lists could not be brought up to date: it is being recorded into, or cannot be written. Stop the workbench that records into it, or copy it to a folder you can write to and open it there.`,
  )
}

/** A capture whose write-ahead log could not be folded into it. */
export function leftOpen(path: string, error: unknown): CaptureError {
  const reason = error instanceof Error ? error.message : String(error)
  return new CaptureError(
    'left-open',
    path,
    `The capture ${path} could not be closed cleanly: ${reason}. Nothing recorded is lost, but a part of it is still in ${path}-wal. Make room on the disk and open it once more before you copy it.`,
    { cause: error },
  )
}

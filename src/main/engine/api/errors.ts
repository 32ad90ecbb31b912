import { ORPCError } from '@orpc/server'

/** An id that nothing has. `what` begins the sentence: `Session "x"`. */
export function notFound(what: string): ORPCError<'NOT_FOUND', unknown> {
  return new ORPCError('NOT_FOUND', { message: `${what} is not known here.` })
}

export function badRequest(
  message: string,
  data?: Readonly<Record<string, unknown>>,
): ORPCError<'BAD_REQUEST', unknown> {
  return new ORPCError<'BAD_REQUEST', unknown>('BAD_REQUEST', { message, data })
}

export function unprocessable(message: string): ORPCError<'UNPROCESSABLE_CONTENT', unknown> {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message })
}

interface Issue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** What a schema found wrong, as one sentence: `limit: Too big: expected number to be <=1000.` */
export function sentenceOf(issues: readonly Issue[]): string {
  const parts = issues.map(innermost).map(({ message, path }) => {
    const place = keysOf(path).join('.')
    return place === '' ? message : `${place}: ${message}`
  })
  return `${parts.join('; ')}.`
}

/** A value that fits none of several shapes: what is wrong is said by the shape that fitted the longest way. */
function innermost(issue: Issue): Issue {
  const own = keysOf(issue.path)
  let deepest: Issue = issue
  for (const inner of shapesTried(issue)) {
    const found = innermost(inner)
    const path = [...own, ...keysOf(found.path)]
    if (path.length > keysOf(deepest.path).length) deepest = { message: found.message, path }
  }
  return deepest
}

/** Zod's `errors` of a union: the issues of each shape. */
function shapesTried(issue: Issue): readonly Issue[] {
  const shapes: unknown = 'errors' in issue ? issue.errors : []
  return Array.isArray(shapes) ? shapes.flat().filter(isIssue) : []
}

function isIssue(value: unknown): value is Issue {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  )
}

function keysOf(path: Issue['path']): readonly string[] {
  return (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step))
}

/** Something went wrong that nobody expected. Those who see this are signed in, so they may read what it was. */
export function internal(error: unknown): ORPCError<'INTERNAL_SERVER_ERROR', unknown> {
  const what = error instanceof Error ? error.message : String(error)
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `The workbench met an error it did not expect: ${what}. What was recorded is safe; try again.`,
    cause: error,
  })
}

/**
 * What the concerns below refuse by throwing, as the contract says it: a filter or cursor that cannot be
 * read, an RPC that cannot be queued or cancelled, an address that cannot be listened on. Null for
 * everything else. Told by name, because the concerns do not know the contract.
 */
export function refusalOf(error: unknown): ORPCError<string, unknown> | null {
  if (!(error instanceof Error)) return null
  switch (error.name) {
    case 'QueryError':
      return badRequest(error.message, place(error))
    case 'RpcError':
      return 'code' in error && error.code === 'CONFLICT'
        ? new ORPCError('CONFLICT', { message: error.message })
        : 'code' in error && error.code === 'NOT_FOUND'
          ? new ORPCError('NOT_FOUND', { message: error.message })
          : unprocessable(error.message)
    case 'TransferError':
      return coded(error)
    case 'TlsError':
      return unprocessable(error.message)
    case 'ListenError':
      return new ORPCError('CONFLICT', { message: error.message })
    default:
      return null
  }
}

/** An error that carries its code. */
function coded(error: Error): ORPCError<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'CONFLICT'
  return new ORPCError(code, { message: error.message })
}

/** Where in the filter the mistake stands, for a mark under it. */
function place(error: Error): Readonly<Record<string, unknown>> | undefined {
  if (!('offset' in error) || typeof error.offset !== 'number') return undefined
  const length = 'length' in error && typeof error.length === 'number' ? error.length : 0
  return { offset: error.offset, length }
}

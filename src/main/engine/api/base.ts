import { implement, ORPCError, ValidationError } from '@orpc/server'
import { contract } from '../../../contract/index.js'
import type { ApiContext } from '../types.js'
import { internal, refusalOf, sentenceOf } from './errors.js'

/**
 * What every procedure starts from. Input and output are validated inside the middleware, so that a
 * refused input reads like every other mistake (what is wrong, where, in one sentence) and our own
 * mistakes are reported.
 */
export function createApiBase(report: (error: unknown) => void) {
  return implement(contract, {
    initialInputValidationIndex: Number.POSITIVE_INFINITY,
    initialOutputValidationIndex: Number.POSITIVE_INFINITY,
  })
    .$context<ApiContext>()
    .use(async ({ next, signal }) => {
      try {
        return await next()
      } catch (error) {
        if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
          if (!(error.cause instanceof ValidationError)) throw error
          throw new ORPCError('BAD_REQUEST', { message: sentenceOf(error.cause.issues) })
        }
        const refusal = refusalOf(error)
        if (refusal) throw refusal
        if (!signal?.aborted) report(error)
        throw internal(error)
      }
    })
}

export type ApiBase = ReturnType<typeof createApiBase>

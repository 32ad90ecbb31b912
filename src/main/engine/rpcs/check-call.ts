import { checkArguments } from '../../../core/rpc/index.js'
import { checkRaw, rawMethod, type RawRequest, type RpcStruct } from '../../../core/soap/index.js'
import { RpcError } from './rpc-error.js'

/** What is to be called: a method with arguments, or a text that is sent as it is. */
export interface Call {
  /** Of a text: only a name to show. */
  readonly method?: string | undefined
  readonly arguments?: RpcStruct | undefined
  readonly raw?: RawRequest | undefined
}

interface CheckedCall {
  readonly method: string
  readonly arguments: RpcStruct
  readonly raw?: RawRequest
}

/** Throws `RpcError` with a sentence and the place for what cannot be sent. */
export function checkCall({ method, arguments: args = {}, raw }: Call): CheckedCall {
  if (raw === undefined) {
    if (method === undefined) throw refusal('method is missing. Name an RPC, or give raw or body.')
    refuseFor(checkArguments(method, args))
    return { method, arguments: args }
  }
  if (Object.keys(args).length > 0) {
    throw refusal('arguments are of no use beside raw or body: write them into the text.')
  }
  refuseFor(checkRaw(raw))
  // A name to show: what the user calls it, else what the text calls, as far as it can be read.
  return { method: method ?? rawMethod(raw) ?? 'Raw', arguments: {}, raw }
}

function refuseFor(problem: string | null): void {
  if (problem !== null) throw refusal(problem)
}

function refusal(problem: string): RpcError {
  return new RpcError('UNPROCESSABLE_CONTENT', problem)
}

export function readTime(text: string): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) {
    throw new RpcError(
      'UNPROCESSABLE_CONTENT',
      `expiresAt is not a time: ${text}. Write it like 2026-11-22T10:00:00Z.`,
    )
  }
  return time.toISOString()
}

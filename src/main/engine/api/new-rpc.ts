import type { z } from 'zod'
import type { newRpcSchema } from '../../../contract/index.js'
import type { RawRequest, RpcStruct } from '../../../core/soap/index.js'
import type { NewRpc } from '../rpcs/index.js'
import type { RetryPolicy } from '../workspace/types.js'
import { unprocessable } from './errors.js'

type NewRpcInput = z.infer<typeof newRpcSchema> & {
  readonly deviceId: string
  readonly arguments?: RpcStruct | undefined
}

/** What a user wants queued, as the queue takes it: a method with arguments, or a text of his own. */
export function newRpcOf(input: NewRpcInput, expiresAt: string | undefined): NewRpc {
  const { deviceId, method, arguments: args, priority, retry } = input
  return {
    deviceId,
    method,
    arguments: args,
    raw: rawOf(input),
    expiresAt,
    priority,
    retry: retry && retryOf(retry),
  }
}

function rawOf({ raw, body, rawId }: NewRpcInput): RawRequest | undefined {
  if (raw !== undefined && body !== undefined) {
    throw unprocessable(
      'raw and body: give one of them. raw is a whole envelope, body what stands in its Body.',
    )
  }
  if (raw !== undefined) return { xml: raw, as: 'envelope', id: rawId }
  return body === undefined ? undefined : { xml: body, as: 'body', id: 'queue' }
}

function retryOf({ faults, delaySeconds, ...policy }: NonNullable<NewRpcInput['retry']>): RetryPolicy {
  return {
    ...policy,
    ...(faults === undefined ? {} : { faults }),
    ...(delaySeconds === undefined ? {} : { delaySeconds }),
  }
}

import type { Rpc } from '../../../contract/index.js'
import type { QueuedRpc, RetryPolicy } from '../workspace/types.js'

/** What an RPC tells beside what it calls and what came of it. */
export function rpcHistoryShape(rpc: QueuedRpc): Partial<Rpc> {
  return {
    attempts: rpc.attempts ?? 0,
    ...(rpc.lost === undefined ? {} : { lost: rpc.lost }),
    ...(rpc.note === undefined ? {} : { note: rpc.note }),
    ...rawShape(rpc.raw),
    ...(rpc.priority === undefined ? {} : { priority: rpc.priority }),
    ...(rpc.retry === undefined ? {} : { retry: retryShape(rpc.retry) }),
    ...(rpc.notBefore === undefined ? {} : { notBefore: rpc.notBefore }),
    ...(rpc.resultKept === undefined ? {} : { resultKept: { ...rpc.resultKept } }),
    ...(rpc.job === undefined ? {} : { jobId: rpc.job }),
  }
}

function rawShape(raw: QueuedRpc['raw']): Partial<Rpc> {
  if (raw === undefined) return {}
  return raw.as === 'body' ? { body: raw.xml } : { raw: raw.xml, rawId: raw.id }
}

function retryShape({ attempts, after, faults, delaySeconds }: RetryPolicy): NonNullable<Rpc['retry']> {
  return {
    attempts,
    after: [...after],
    ...(faults === undefined ? {} : { faults: [...faults] }),
    ...(delaySeconds === undefined ? {} : { delaySeconds }),
  }
}

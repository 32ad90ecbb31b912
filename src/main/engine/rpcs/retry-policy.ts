import type { QueuedRpc, RetryPolicy } from '../workspace/types.js'

/** What only reads may be sent twice without harm: it is tried three times. */
const readsAgain: RetryPolicy = { attempts: 3, after: ['lost'] }
/** Nobody knows whether the CPE carried it out: once, unless somebody says otherwise. */
const once: RetryPolicy = { attempts: 1, after: [] }

/** Whether it changes nothing. What stands in a text of somebody's own is not known to, whatever it calls itself. */
export function onlyReads({ method, raw }: Pick<QueuedRpc, 'method' | 'raw'>): boolean {
  return raw === undefined && method.startsWith('Get')
}

/** The policy of an RPC: its own, or the one that is safe for its method. */
export function policyOf(rpc: Pick<QueuedRpc, 'method' | 'raw' | 'retry'>): RetryPolicy {
  return rpc.retry ?? (onlyReads(rpc) ? readsAgain : once)
}

/** What kept an RPC from its answer. */
export type Failure = { readonly kind: 'lost' } | { readonly kind: 'fault'; readonly code: string }

/** Whether an RPC is to be sent again after this failure. */
export function isSentAgain(rpc: QueuedRpc, failure: Failure): boolean {
  const { attempts, after, faults } = policyOf(rpc)
  if ((rpc.attempts ?? 0) >= attempts || !after.includes(failure.kind)) return false
  return failure.kind === 'lost' || faults === undefined || faults.includes(failure.code)
}

import type { CwmpFault, RpcStruct } from '../../../core/soap/message.js'
import type { QueuedRpc, RetryPolicy } from '../workspace/types.js'
import type { Call } from './check-call.js'

/** What is put into the queue. */
export interface NewRpc extends Call {
  readonly deviceId: string
  readonly expiresAt?: string | undefined
  /** Greater goes first; default 0. Equals go in the order they were made. */
  readonly priority?: number | undefined
  /** Default: what only reads is sent up to three times where sessions break, everything else once. */
  readonly retry?: RetryPolicy | undefined
  /** The job it is a part of. */
  readonly job?: string | undefined
}

export type RpcOutcome = { readonly result: RpcStruct } | { readonly fault: CwmpFault }

/** The RPC queue of all devices: persistent, in order, one outstanding RPC per device. */
export interface RpcQueue {
  /** Queues an RPC. Throws `RpcError` for what cannot be sent, and for a device that has too many waiting. */
  create(input: NewRpc): QueuedRpc
  get(id: string): QueuedRpc | null
  list(deviceId: string): readonly QueuedRpc[]
  /** Throws `RpcError` code `CONFLICT` when it was sent already. */
  cancel(id: string): QueuedRpc
  /** Puts one that failed back into the queue: the user says so. Throws `RpcError` code `CONFLICT` for any other. */
  resend(id: string, expiresAt?: string): QueuedRpc
  /** Queued and sent RPCs of a device. */
  pending(deviceId: string): number
  /** Takes the RPC that is next, if none is out and one may be sent now, and marks it sent. */
  take(deviceId: string): QueuedRpc | null
  /** Notes the message that carries it. */
  carriedBy(id: string, messageId: string): void
  finish(id: string, outcome: RpcOutcome): void
  /** The session broke before the answer: it is queued again if its policy says so, else it fails with the reason. */
  interrupted(id: string, reason: string): void
  /** Resolves with the RPC when it has ended, or as it is after `waitMs`. */
  wait(id: string, waitMs: number): Promise<QueuedRpc | null>
  onChange(listener: (rpc: QueuedRpc) => void): () => void
  /** Tells what the CPE answered, whole, also where the queue does not keep it; after `onChange`. */
  onAnswer(listener: (rpc: QueuedRpc, outcome: RpcOutcome) => void): () => void
}

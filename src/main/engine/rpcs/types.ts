import type { CwmpFault, RpcStruct } from '../../../core/soap/message.js'
import type { QueuedRpc } from '../workspace/types.js'

/** The RPC queue of all devices: persistent, in order, one outstanding RPC per device. */
export interface RpcQueue {
  /** Queues an RPC. Throws `RpcError` for an unknown method or arguments that do not fit the RPC table. */
  create(input: {
    deviceId: string
    method: string
    arguments: RpcStruct
    expiresAt?: string | undefined
  }): QueuedRpc
  get(id: string): QueuedRpc | null
  list(deviceId: string): readonly QueuedRpc[]
  /** Throws `RpcError` code `CONFLICT` when it was sent already. */
  cancel(id: string): QueuedRpc
  /** Queued and sent RPCs of a device. */
  pending(deviceId: string): number
  /** Takes the oldest queued RPC that has not expired and marks it sent; null when there is none. */
  take(deviceId: string): QueuedRpc | null
  /** Notes the message that carries it. */
  carriedBy(id: string, messageId: string): void
  finish(id: string, result: { readonly result: RpcStruct } | { readonly fault: CwmpFault }): void
  /** The session broke before the answer: an RPC without side effect is queued again, another fails with the reason. */
  interrupted(id: string, reason: string): void
  /** Resolves with the RPC when it has ended, or as it is after `waitMs`. */
  wait(id: string, waitMs: number): Promise<QueuedRpc | null>
  onChange(listener: (rpc: QueuedRpc) => void): () => void
}

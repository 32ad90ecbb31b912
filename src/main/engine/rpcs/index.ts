export { createRpcQueue, type RpcQueueOptions } from './rpc-queue.js'
export { RpcError } from './rpc-error.js'
export type { RpcQueue } from './types.js'

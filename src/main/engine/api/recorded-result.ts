import type { QueuedRpc } from '../workspace/types.js'
import type { CaptureReader } from '../store/types.js'
import { readRecorded } from './message-reading.js'

/**
 * An RPC with its result, also where that is too large for the queue and stands in the capture only. Of another
 * capture it is not to be had: then the RPC says in which message it is.
 */
export async function withRecordedResult(reader: CaptureReader, rpc: QueuedRpc): Promise<QueuedRpc> {
  const messageId = rpc.resultKept?.messageId ?? null
  if (messageId === null) return rpc
  const [record, wire] = await Promise.all([reader.message(messageId), reader.bytes(messageId)])
  if (record === null || wire === null) return rpc
  const { envelope } = await readRecorded(reader, record, wire)
  return envelope?.kind === 'response' ? { ...rpc, result: envelope.decoded } : rpc
}

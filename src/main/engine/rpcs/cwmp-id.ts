import type { QueuedRpc } from '../workspace/types.js'

/**
 * The cwmp:ID an RPC goes out with: the queue's id without hyphens, so that it is easily found on the wire; 32
 * characters are all an ID may have. Sent again it ends with the number of the attempt: the late answer to the one
 * before must not be taken for the answer to this.
 */
export function cwmpIdOf({ id, attempts = 1 }: Pick<QueuedRpc, 'id' | 'attempts'>): string {
  const plain = id.replaceAll('-', '')
  if (attempts <= 1) return plain
  const suffix = `.${String(attempts)}`
  return plain.slice(0, 32 - suffix.length) + suffix
}

import type { RpcStruct, RpcValue } from '../../../core/soap/message.js'
import type { QueuedRpc } from '../workspace/types.js'

/** Values, and characters in them, beyond which a result is left to the capture. */
const mostValues = 2_000
const mostCharacters = 262_144

/** How large a result is. */
interface Size {
  readonly values: number
  readonly characters: number
}

export function sizeOf(value: RpcValue): Size {
  if (typeof value === 'string') return { values: 1, characters: value.length }
  const members: readonly RpcValue[] = Array.isArray(value) ? value : Object.values(value)
  let values = 0
  let characters = 0
  for (const member of members) {
    const size = sizeOf(member)
    values += size.values
    characters += size.characters
  }
  return { values, characters }
}

/**
 * The RPC with its result. A large one (a whole tree) is in the capture already, in the message that brought it:
 * the queue keeps where, and how large, or a few of them would make every workspace slow.
 */
export function withResult(rpc: QueuedRpc, result: RpcStruct): QueuedRpc {
  const { values, characters } = sizeOf(result)
  // A job reads a tree in hundreds of answers, and has taken from each what it needs.
  const isSmall = rpc.job === undefined && values <= mostValues && characters <= mostCharacters
  if (isSmall) return { ...rpc, result }
  const messageId = rpc.messageIds.at(-1) ?? null
  const where = messageId === null ? 'the capture' : `message ${messageId} of the capture`
  return {
    ...rpc,
    resultKept: { messageId, members: members(result), values },
    note: `The result has ${values.toLocaleString('en')} values; it is kept in ${where}, not in the queue.`,
  }
}

/** The members of its lists: parameters, in most. */
function members(result: RpcStruct): number {
  return Object.values(result).reduce((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0)
}

import type { Message } from '../../../contract/index.js'
import type { Ladder } from './ladder.js'

/** Where a key leads on the ladder. */
export type LadderMove =
  'next' | 'previous' | 'first' | 'last' | 'page-down' | 'page-up' | 'next-fault' | 'previous-fault' | 'pair'

/** The message a move leads to from the selected one, or null where there is none to go to. */
export function moveOnLadder(
  ladder: Ladder,
  selected: string | null,
  move: LadderMove,
  page: number,
): string | null {
  const messages: Message[] = []
  for (const item of ladder.items) if (item.type === 'message') messages.push(item.message)
  const at = selected === null ? -1 : messages.findIndex((message) => message.id === selected)
  const last = messages.length - 1
  switch (move) {
    case 'next':
      return messages[Math.min(at + 1, last)]?.id ?? null
    case 'previous':
      return messages[at < 0 ? last : Math.max(at - 1, 0)]?.id ?? null
    case 'first':
      return messages[0]?.id ?? null
    case 'last':
      return messages[last]?.id ?? null
    case 'page-down':
      return messages[Math.min(Math.max(at, 0) + page, last)]?.id ?? null
    case 'page-up':
      return messages[Math.max(at - page, 0)]?.id ?? null
    case 'next-fault':
      return messages.slice(at + 1).find(isTrouble)?.id ?? null
    case 'previous-fault':
      return messages.slice(0, Math.max(at, 0)).findLast(isTrouble)?.id ?? null
    case 'pair':
      return selected === null ? null : pairOnLadder(ladder, selected)
  }
}

/** The other half of an RPC, if it is on this ladder. */
function pairOnLadder(ladder: Ladder, messageId: string): string | null {
  const pair = ladder.pairOf.get(messageId)
  return pair !== undefined && ladder.itemOf.has(pair) ? pair : null
}

/** A fault, or an HTTP answer that refuses. */
export function isTrouble(message: Message): boolean {
  return (
    message.kind === 'fault' ||
    (message.kind === 'http' && (message.httpStatus ?? 0) >= 400 && message.httpStatus !== 401)
  )
}

const keys: Readonly<Record<string, LadderMove>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
}

/** The move a key stands for. Letters are commands, a modifier belongs to the program. */
export function moveOfKey(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}): LadderMove | null {
  return event.ctrlKey || event.metaKey || event.altKey ? null : (keys[event.key] ?? null)
}

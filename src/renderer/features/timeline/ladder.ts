import type { Message } from '../../../contract/index.js'
import { labelOf, type MessageLabel } from './message-label.js'

/** Whose requests are being asked: the CPE's until it sends an empty POST, the ACS's from then on (TR-069a6 3.7.1). */
export type Turn = 'cpe' | 'acs'

/** One line of the ladder. Positions are pixels from the top of the ladder. */
export type LadderItem =
  | {
      readonly type: 'message'
      readonly top: number
      readonly height: number
      readonly message: Message
      readonly label: MessageLabel
      readonly turn: Turn
      /** Milliseconds since the message before; null for the first. */
      readonly deltaMs: number | null
      /** Milliseconds since the first message of the session. */
      readonly offsetMs: number
    }
  | {
      readonly type: 'gap'
      readonly top: number
      readonly height: number
      /** Milliseconds in which nothing crossed the wire. */
      readonly ms: number
      /** Who let the other wait. */
      readonly who: Turn
      /** The same side spoke twice with silence between: it came back by itself. */
      readonly cameBack: boolean
    }

/** A stretch of the session in which one side asks. */
export interface Phase {
  readonly turn: Turn
  readonly top: number
  readonly bottom: number
}

export interface Ladder {
  readonly items: readonly LadderItem[]
  readonly phases: readonly Phase[]
  readonly height: number
  /** Place of each message among the items. */
  readonly itemOf: ReadonlyMap<string, number>
  /** The other half of an RPC, both ways. */
  readonly pairOf: ReadonlyMap<string, string>
}

export interface LadderMetrics {
  readonly messageHeight: number
  readonly gapHeight: number
  /** Air between two phases. */
  readonly phaseSpace: number
  /** From this silence on, a gap is folded into a line of its own. */
  readonly gapFromMs: number
}

export const ladderMetrics: LadderMetrics = {
  messageHeight: 38,
  gapHeight: 26,
  phaseSpace: 18,
  gapFromMs: 1000,
}

/** Lays out the messages of one session, in their order. Pure: the same messages give the same ladder. */
export function layOutLadder(messages: readonly Message[], metrics: LadderMetrics = ladderMetrics): Ladder {
  const items: LadderItem[] = []
  const phases: Phase[] = []
  const itemOf = new Map<string, number>()
  const pairOf = new Map<string, string>()
  let top = 0
  let turn: Turn = 'cpe'
  let handedOver = false
  let phase: { turn: Turn; top: number; bottom: number } | null = null
  let before: Message | null = null
  const startedAt = messages[0] ? Date.parse(messages[0].at) : 0

  for (const [position, message] of messages.entries()) {
    const at = Date.parse(message.at)
    const deltaMs: number | null = before ? Math.max(0, at - Date.parse(before.at)) : null
    if (message.kind === 'request') turn = senderOf(message)
    if (!phase || phase.turn !== turn) {
      if (phase) {
        phases.push(phase)
        top += metrics.phaseSpace
      }
      phase = { turn, top, bottom: top }
    }
    if (before && deltaMs !== null && deltaMs >= metrics.gapFromMs) {
      items.push({
        type: 'gap',
        top,
        height: metrics.gapHeight,
        ms: deltaMs,
        who: senderOf(message),
        cameBack: before.direction === message.direction,
      })
      top += metrics.gapHeight
    }
    itemOf.set(message.id, items.length)
    if (message.pairedWith) {
      pairOf.set(message.id, message.pairedWith)
      pairOf.set(message.pairedWith, message.id)
    }
    items.push({
      type: 'message',
      top,
      height: metrics.messageHeight,
      message,
      label: labelOf(message, { last: position === messages.length - 1, handedOver }),
      turn,
      deltaMs,
      offsetMs: Math.max(0, at - startedAt),
    })
    top += metrics.messageHeight
    phase.bottom = top
    if (message.kind === 'empty' && message.direction === 'cpe-to-acs') {
      turn = 'acs'
      handedOver = true
    }
    before = message
  }
  if (phase) phases.push(phase)
  return { items, phases, height: top, itemOf, pairOf }
}

function senderOf(message: Message): Turn {
  return message.direction === 'cpe-to-acs' ? 'cpe' : 'acs'
}

/** Phases whose label belongs on the screen between two positions. */
export function phasesBetween(phases: readonly Phase[], top: number, bottom: number): readonly Phase[] {
  return phases.filter((phase) => phase.bottom > top && phase.top < bottom)
}

import type { AcsEvent, AcsEventType } from './acs-events.js'
import { acsRules } from './acs-rules.js'
import type { AcsPhase, AcsRule, AcsRules, AcsState, AcsStep } from './acs-state.js'

/** A session before its first message. */
export const newAcsSession: AcsState = { phase: 'awaiting-inform' }

/**
 * The ACS side of a CWMP session (TR-069a6 3.7): takes one event, says what follows from it. Pure: the
 * caller owns sockets, clock, queue and randomness. Every POST event is answered by exactly one
 * `answer…` command, at once or after the queue has been asked. Total: no event throws in any state.
 *
 * Events of one session come one after the other, `queue-gave` or `queue-empty` directly after `ask-queue`.
 */
export function acsStep(state: AcsState, event: AcsEvent): AcsStep {
  switch (state.phase) {
    case 'awaiting-inform':
      return follow(acsRules['awaiting-inform'], state, event)
    case 'cpe-turn':
      return follow(acsRules['cpe-turn'], state, event)
    case 'asking-queue':
      return follow(acsRules['asking-queue'], state, event)
    case 'rpc-outstanding':
      return follow(acsRules['rpc-outstanding'], state, event)
    case 'ended':
      return follow(acsRules.ended, state, event)
    default:
      return state satisfies never
  }
}

/** True while an RPC that is queued now can still go out in this session. */
export function canTakeRpc(state: AcsState): boolean {
  switch (state.phase) {
    case 'cpe-turn':
    case 'rpc-outstanding':
      return !state.lost
    case 'asking-queue':
      return true
    case 'awaiting-inform':
    case 'ended':
      return false
    default:
      return state satisfies never
  }
}

function follow<Phase extends AcsPhase, Type extends AcsEventType>(
  rules: AcsRules<Phase>,
  state: AcsState<Phase>,
  event: AcsEvent<Type>,
): AcsStep {
  const rule: AcsRule<Phase, Type> = rules[event.type]
  return rule.step(state, event)
}

import { methodName, type ReachMethod } from '../../../core/connection-request/index.js'
import type { ReachStep } from '../../../core/journal/records.js'

export interface CallEnd {
  readonly method: ReachMethod
  /** The other ways this CPE could be called. */
  readonly others: readonly ReachMethod[]
  readonly steps: readonly ReachStep[]
  readonly accepted: 'yes' | 'sent' | 'came' | 'no'
  /** `not-awaited`: nobody wanted to wait. */
  readonly session: 'seen' | 'not-seen' | 'not-awaited'
  readonly totalMs: number
}

/** The sentences that end a step log: what came of the call, and what to do next. */
export function verdictOf(end: CallEnd): string {
  return [outcome(end), next(end)].filter((text) => text !== '').join(' ')
}

function outcome({ method, accepted, session, steps, totalMs }: CallEnd): string {
  const name = methodName(method)
  const took = `${durationText(totalMs)} in all`
  if (accepted === 'came') return `The CPE was in a session of its own: it needs no call; ${took}.`
  if (session === 'seen') return `The CPE was called by ${name} and came: ${took}.`
  if (accepted === 'no') {
    const failed = steps.findLast(({ ok }) => !ok)
    return `The CPE was not reached by ${name}${failed === undefined ? '' : `: the call ended at the step "${failed.name}"`}; ${took}.`
  }
  if (session === 'not-awaited') {
    return accepted === 'yes'
      ? `The CPE accepted the request by ${name}; its session was not waited for; ${took}.`
      : `The request was sent by ${name}; nobody waited for the session that alone would tell whether it arrived; ${took}.`
  }
  return accepted === 'yes'
    ? `The CPE accepted the request by ${name}, but no session came; ${took}.`
    : `No session came, so the request by ${name} did not get through or was not taken; ${took}.`
}

function next({ accepted, session, method, others, steps }: CallEnd): string {
  if (session === 'seen') return ''
  if (session === 'not-awaited') return 'Look into the list of sessions.'
  if (accepted === 'yes') {
    return 'Check that the ACS URL in the CPE leads to this workbench and that its log tells no failed session. What is queued goes out in its next session.'
  }
  const alternative =
    others.length === 0 ? '' : ` This CPE can also be called by ${others.map(methodName).join(' or ')}.`
  const periodic = ' What is queued goes out when it comes by itself, at its next periodic Inform.'
  if (accepted === 'sent') {
    return `Check in this order: ConnectionRequestUsername and ConnectionRequestPassword equal those stored here; STUNEnable is true in the CPE and its STUN server is this one; its NAT keeps the binding longer than the CPE's keep-alive period.${alternative}${periodic}`
  }
  const failed = steps.findLast(({ ok }) => !ok)
  return `${advice(failed?.name ?? '', method)}${alternative}${periodic}`
}

function advice(step: string, method: ReachMethod): string {
  switch (step) {
    case 'authorise':
      return 'Make the credentials the same on both sides.'
    case 'account':
    case 'log-in':
    case 'tls':
      return method === 'xmpp' ? 'Correct the XMPP account in the settings.' : 'Check the TLS of the CPE.'
    case 'resolve':
      return 'See to it that the name can be resolved.'
    case 'connect':
      return method === 'xmpp'
        ? 'See to it that the XMPP server is reached.'
        : 'See to it that the CPE is on and can be reached from here.'
    case 'url':
    case 'address':
      return 'Let the CPE tell where it can be called.'
    default:
      return 'Try again in half a minute.'
  }
}

export function durationText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1000)} s`
}

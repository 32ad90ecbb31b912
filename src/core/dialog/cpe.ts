import type { DecodedEnvelope, OutgoingMessage, RpcStruct } from '../soap/message.js'
import { versionHeard } from '../soap/version.js'

/**
 * The CPE's side of one CWMP session (TR-069a6 3.7.1.4), without socket and clock: events in, a new state
 * and commands out. The driver posts what it is told to, decodes the answer and hands it in; cookies,
 * authentication and redirects are the driver's matter and never seen here.
 */

/** A request of the CPE's own. */
export type CpeRequest = OutgoingMessage & { readonly kind: 'request' }
/** An answer of the CPE to an ACS request. */
export type CpeAnswer = OutgoingMessage & { readonly kind: 'response' | 'fault' }

/** What one HTTP response held. */
export type AcsMessage =
  | { readonly kind: 'empty' }
  | { readonly kind: 'envelope'; readonly envelope: DecodedEnvelope }
  | { readonly kind: 'unreadable'; readonly reason: string }

export type CpeEvent =
  /** Opens the session: the Inform, then these requests one by one. */
  | { readonly type: 'open'; readonly inform: CpeRequest; readonly requests: readonly CpeRequest[] }
  | { readonly type: 'http-response'; readonly status: number; readonly message: AcsMessage }
  /** The answer to the request a `perform` command gave. */
  | { readonly type: 'performed'; readonly answer: CpeAnswer }
  /** No HTTP response: connection lost, time-out, refused credentials, too many redirects. */
  | { readonly type: 'transport-failed'; readonly reason: string }

export type CpeCommand =
  /** POST this envelope, or an empty body for null. */
  | { readonly type: 'post'; readonly envelope: OutgoingMessage | null }
  /** Do what the ACS asks and answer with a `performed` event; `cwmpId` goes back in the answer. */
  | {
      readonly type: 'perform'
      readonly rpc: string
      readonly cwmpId: string | null
      readonly arguments: RpcStruct
      readonly version: DecodedEnvelope['cwmpVersion']
    }
  /** The ACS answered a request of ours; what it reported is delivered. `fault` set: refused, and not to be repeated. */
  | { readonly type: 'answered'; readonly request: CpeRequest; readonly fault: string | null }
  | { readonly type: 'end'; readonly ok: boolean; readonly reason: string }

export type CpeDialogState =
  | { readonly phase: 'idle' }
  /** A request of ours (the Inform first) is with the ACS. */
  | (OpenState & { readonly phase: 'requesting'; readonly request: CpeRequest; readonly resends: number })
  /** Our answer or an empty POST is with the ACS. */
  | (OpenState & { readonly phase: 'listening' })
  | (OpenState & { readonly phase: 'performing' })
  | { readonly phase: 'ended'; readonly ok: boolean; readonly reason: string }

interface OpenState {
  /** Requests of ours that wait for their turn. */
  readonly waiting: readonly CpeRequest[]
  readonly holdRequests: boolean
  /** An empty POST was sent while HoldRequests was false: no more requests of ours in this session. */
  readonly emptyPostSent: boolean
}

export interface CpeStep {
  readonly state: CpeDialogState
  readonly commands: readonly CpeCommand[]
}

export const idleCpe: CpeDialogState = { phase: 'idle' }

/** How often fault 8005 may ask for the same request again, so that a session cannot go on for ever. */
const maxResends = 10

/** One step of the session. An event that cannot occur in a state is a mistake of the driver and throws. */
export function cpeStep(state: CpeDialogState, event: CpeEvent): CpeStep {
  if (event.type === 'open') {
    if (state.phase !== 'idle') throw new Error(`A session cannot be opened while it is ${state.phase}.`)
    return post(event.inform, { waiting: event.requests, holdRequests: false, emptyPostSent: false })
  }
  if (state.phase === 'idle' || state.phase === 'ended') {
    throw new Error(`Event ${event.type} in a session that is ${state.phase}.`)
  }
  switch (event.type) {
    case 'transport-failed':
      return fail(event.reason)
    case 'performed':
      if (state.phase !== 'performing') throw new Error('An answer without a request of the ACS.')
      return {
        state: { ...open(state), phase: 'listening' },
        commands: [{ type: 'post', envelope: event.answer }],
      }
    case 'http-response':
      if (state.phase === 'performing') throw new Error('An HTTP response while none is awaited.')
      return received(state, event.status, event.message)
  }
}

type Awaiting = Extract<CpeDialogState, { phase: 'requesting' | 'listening' }>

function received(state: Awaiting, status: number, message: AcsMessage): CpeStep {
  if (status < 200 || status >= 300) return fail(`the ACS answered with HTTP status ${status}`)
  switch (message.kind) {
    case 'unreadable':
      return fail(`the ACS's answer cannot be read: ${message.reason}`)
    case 'empty':
      return receivedNothing(state)
    case 'envelope': {
      const held = { ...state, holdRequests: message.envelope.header.holdRequests ?? false }
      return held.phase === 'requesting'
        ? receivedAnswer(held, message.envelope)
        : receivedRequest(held, message.envelope)
    }
  }
}

function receivedNothing(state: Awaiting): CpeStep {
  if (state.phase === 'requesting') {
    return fail(`the ACS left ${state.request.rpc} without an answer`)
  }
  // An empty HTTP response also means that requests are no longer held (TR-069a6 3.5).
  return state.emptyPostSent ? end() : next({ ...open(state), holdRequests: false })
}

/** An envelope while a request of ours is with the ACS: only its answer may come. */
function receivedAnswer(
  state: Extract<Awaiting, { phase: 'requesting' }>,
  envelope: DecodedEnvelope,
): CpeStep {
  const { request } = state
  if (envelope.kind === 'request') {
    return fail(`the ACS sent ${envelope.rpc ?? 'a request'} where the answer to ${request.rpc} was due`)
  }
  const sent = request.header.id
  const echoed = envelope.header.id
  if (sent !== undefined && echoed !== undefined && echoed !== sent) {
    return fail(`the answer to ${request.rpc} has ID "${echoed}" instead of "${sent}"`)
  }
  if (envelope.kind === 'fault') {
    const code = envelope.fault?.code ?? ''
    const text = `fault ${code} ${envelope.fault?.string ?? ''}`.trim()
    if (code === '8005') {
      if (state.resends >= maxResends)
        return fail(`the ACS asked for ${request.rpc} more than ${maxResends} times`)
      return post(request, open(state), state.resends + 1)
    }
    if (request.rpc === 'Inform') return fail(`the ACS refused the Inform with ${text}`)
    return answered(state, text)
  }
  if (envelope.rpc !== request.rpc) {
    return fail(`the ACS answered ${request.rpc} with ${envelope.rpc ?? 'something'}Response`)
  }
  if (request.rpc === 'Inform' && versionHeard(request.version, envelope) === null) {
    return fail(`the ACS chose CWMP ${envelope.header.useCwmpVersion ?? ''}, which this CPE did not offer`)
  }
  return answered(state, null)
}

function answered(state: Extract<Awaiting, { phase: 'requesting' }>, fault: string | null): CpeStep {
  const following = next(open(state))
  return {
    state: following.state,
    commands: [{ type: 'answered', request: state.request, fault }, ...following.commands],
  }
}

/** An envelope while none of our requests is out: a request of the ACS, and nothing else. */
function receivedRequest(
  state: Extract<Awaiting, { phase: 'listening' }>,
  envelope: DecodedEnvelope,
): CpeStep {
  if (envelope.kind !== 'request' || envelope.rpc === null) {
    return fail(`the ACS sent a ${envelope.kind} that answers no request of ours`)
  }
  return {
    state: { ...open(state), phase: 'performing' },
    commands: [
      {
        type: 'perform',
        rpc: envelope.rpc,
        cwmpId: envelope.header.id ?? null,
        arguments: envelope.decoded,
        version: envelope.cwmpVersion,
      },
    ],
  }
}

/** What the CPE posts when it owes no answer: its next request, else an empty POST (TR-069a6 3.7.2.4). */
function next(state: OpenState): CpeStep {
  const [request, ...waiting] = state.waiting
  if (request !== undefined && !state.holdRequests && !state.emptyPostSent) {
    return post(request, { ...state, waiting })
  }
  return {
    state: { ...state, phase: 'listening', emptyPostSent: state.emptyPostSent || !state.holdRequests },
    commands: [{ type: 'post', envelope: null }],
  }
}

function post(request: CpeRequest, state: OpenState, resends = 0): CpeStep {
  return {
    state: { ...state, phase: 'requesting', request, resends },
    commands: [{ type: 'post', envelope: request }],
  }
}

const open = ({ waiting, holdRequests, emptyPostSent }: OpenState): OpenState => ({
  waiting,
  holdRequests,
  emptyPostSent,
})

const end = (): CpeStep => finish(true, 'completed')
const fail = (reason: string): CpeStep => finish(false, reason)

const finish = (ok: boolean, reason: string): CpeStep => ({
  state: { phase: 'ended', ok, reason },
  commands: [{ type: 'end', ok, reason }],
})

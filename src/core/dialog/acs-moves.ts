import type { CwmpFault, CwmpVersion, SoapHeader } from '../soap/message.js'
import { answerVersion } from '../soap/version.js'
import type {
  AcsCommand,
  AcsEvent,
  AcsEventType,
  AcsRpc,
  AcsRpcOutcome,
  AcsSessionFacts,
  RefusalStatus,
} from './acs-events.js'
import { acsMethods } from './acs-methods.js'
import type { AcsPhase, AcsRule, AcsState, AcsStep } from './acs-state.js'
import { deviceIdentityOf, deviceIdOf } from './device-id.js'

type EndedCommand = Extract<AcsCommand, { type: 'session-ended' }>

export const ended: AcsState = { phase: 'ended' }
export const completed: EndedCommand = { type: 'session-ended', outcome: 'completed' }
const protocolError: EndedCommand = { type: 'session-ended', outcome: 'protocol-error' }

export const informFirst = 'A CWMP session begins with an Inform.'

/** How long a session may be idle when the CPE asks for nothing else, and at least, in seconds (TR-069a6 3.7). */
const shortestTimeoutSeconds = 30
/** The longest a CPE gets, whatever it asks for, in seconds. */
const longestTimeoutSeconds = 86_400

/** Answers an Inform: a session or a refusal. */
export function openSession({ header, version: shown, arguments: inform }: AcsEvent<'inform'>): AcsStep {
  const negotiated = answerVersion({ cwmpVersion: shown, header })
  const { version } = negotiated
  if (!negotiated.ok) return refuseInform(version, header, negotiated.fault)
  const identity = deviceIdentityOf(inform)
  if (identity === null) {
    return refuseInform(version, header, {
      code: '8003',
      string: 'The Inform has no DeviceId with a SerialNumber, so the CPE cannot be told from another.',
      blame: 'Client',
    })
  }
  const facts: AcsSessionFacts = {
    deviceId: deviceIdOf(identity),
    version,
    timeoutSeconds: timeoutSeconds(header.sessionTimeout),
  }
  return {
    state: { phase: 'cpe-turn', facts, lost: false },
    commands: [
      { type: 'session-accepted', facts },
      {
        type: 'answer',
        message: {
          kind: 'response',
          rpc: 'Inform',
          version,
          header: { ...echoId(header), ...negotiated.header },
          arguments: acsMethods.get('Inform')?.answer(inform, version) ?? {},
        },
      },
    ],
  }
}

function refuseInform(version: CwmpVersion, header: SoapHeader, fault: CwmpFault): AcsStep {
  return {
    state: ended,
    commands: [
      { type: 'answer', message: { kind: 'fault', version, header: echoId(header), fault } },
      { type: 'session-ended', outcome: 'inform-refused' },
    ],
  }
}

function timeoutSeconds(asked: number | undefined): number {
  if (asked === undefined || !Number.isFinite(asked)) return shortestTimeoutSeconds
  return Math.min(longestTimeoutSeconds, Math.max(shortestTimeoutSeconds, asked))
}

/** A response carries the ID of its request, and none if that had none (TR-069a6 table 4). */
function echoId(header: SoapHeader): SoapHeader {
  return header.id === undefined ? {} : { id: header.id }
}

/** The answer to a request of the CPE other than Inform. */
export function answerRequest(facts: AcsSessionFacts, request: AcsEvent<'cpe-request'>): AcsCommand {
  const { version } = facts
  const header = echoId(request.header)
  const method = acsMethods.get(request.rpc)
  return method === undefined
    ? {
        type: 'answer',
        message: {
          kind: 'fault',
          version,
          header,
          fault: { code: '8000', string: `Method not supported: ${request.rpc}`, blame: 'Server' },
        },
      }
    : {
        type: 'answer',
        message: {
          kind: 'response',
          rpc: request.rpc,
          version,
          header,
          arguments: method.answer(request.arguments, version),
        },
      }
}

export function askQueue(facts: AcsSessionFacts, before: readonly AcsCommand[]): AcsStep {
  return { state: { phase: 'asking-queue', facts }, commands: [...before, { type: 'ask-queue' }] }
}

/** Takes the answer to our request. Only one can be open, so another ID than ours is let pass, and said. */
export function finishRpc(
  state: AcsState<'rpc-outstanding'>,
  header: SoapHeader,
  outcome: AcsRpcOutcome,
): AcsStep {
  const { rpc, cwmpId, facts } = state
  const finished: AcsCommand = { type: 'rpc-finished', rpcId: rpc.id, outcome }
  if (header.id === cwmpId || rpc.raw?.id === 'as-written') return askQueue(facts, [finished])
  const carried = header.id === undefined ? 'no cwmp:ID' : `the cwmp:ID ${header.id}`
  const text = `The CPE's answer to ${rpc.method} carries ${carried}; the request had ${cwmpId}.`
  return askQueue(facts, [{ type: 'note', text }, finished])
}

/** Ends a session whose CPE did something else than answer our request. */
export function breakOff(rpc: AcsRpc, reason: string, answer: AcsCommand): AcsStep {
  return {
    state: ended,
    commands: [{ type: 'rpc-interrupted', rpcId: rpc.id, reason }, answer, protocolError],
  }
}

export function refusal(text: string, status: RefusalStatus = 400): AcsCommand {
  return { type: 'answer-refusal', status, text }
}

export function refuseAndEnd(text: string): AcsStep {
  return { state: ended, commands: [refusal(text), protocolError] }
}

export function refuseUnreadable({ problem, status }: AcsEvent<'unreadable'>): AcsCommand {
  return refusal(`The body could not be read as a CWMP message: ${problem}`, status)
}

/** A body that cannot be read ends the session, whosever turn it was. */
export const endsUnreadable: AcsRule<'awaiting-inform' | 'cpe-turn', 'unreadable'> = {
  does: 'Refused: nothing in it can be read as an RPC. Over.',
  to: ['ended'],
  step: (_, event) => ({ state: ended, commands: [refuseUnreadable(event), protocolError] }),
}

export function silence(lost: boolean): AcsCommand {
  return { type: 'session-ended', outcome: lost ? 'connection-closed' : 'timeout' }
}

/** An Inform in mid-session: the CPE has given the session up and starts anew. */
export const startsAnew: AcsRule<'cpe-turn' | 'rpc-outstanding', 'inform'> = {
  does: 'The CPE starts anew: this session is superseded (our request, if one is open, interrupted), the next one begins.',
  to: ['cpe-turn', 'ended'],
  step: (state, event) => {
    const begun = openSession(event)
    const interrupted: readonly AcsCommand[] =
      state.phase === 'rpc-outstanding'
        ? [
            {
              type: 'rpc-interrupted',
              rpcId: state.rpc.id,
              reason: `The CPE started a new session before it answered ${state.rpc.method}.`,
            },
          ]
        : []
    return {
      state: begun.state,
      commands: [...interrupted, { type: 'session-ended', outcome: 'superseded' }, ...begun.commands],
    }
  },
}

/** A POST before the last one is answered: HTTP pipelining, which CWMP forbids (TR-069a6 3.4.6). */
export const pipelined: AcsRule<'asking-queue', AcsEventType> = {
  does: 'Refused: the POST before it is not answered yet.',
  to: ['asking-queue'],
  step: (state) => ({
    state,
    commands: [refusal('The POST before this one is not answered yet: CWMP forbids pipelining.')],
  }),
}

export const afterEnd: AcsRule<'ended', AcsEventType> = {
  does: 'Refused: the session is over.',
  to: ['ended'],
  step: (state) => ({ state, commands: [refusal(`The session is over. ${informFirst}`)] }),
}

/** An RPC that nobody asked for goes back to the queue. */
export function giveBack(phase: AcsPhase): AcsRule<AcsPhase, 'queue-gave'> {
  return {
    does: 'Not asked for: goes back to the queue.',
    to: [phase],
    step: (state, event) => ({
      state,
      commands: [
        { type: 'rpc-interrupted', rpcId: event.rpc.id, reason: 'The session could not take the request.' },
      ],
    }),
  }
}

export function ignored(phase: AcsPhase): AcsRule<AcsPhase, AcsEventType> {
  return { does: 'Nothing.', to: [phase], step: (state) => ({ state, commands: [] }) }
}

export function endsAs(outcome: EndedCommand['outcome']): AcsRule<AcsPhase, AcsEventType> {
  return {
    does: `Over: \`${outcome}\`.`,
    to: ['ended'],
    step: () => ({ state: ended, commands: [{ type: 'session-ended', outcome }] }),
  }
}

export function abandonsPost(outcome: EndedCommand['outcome']): AcsRule<'asking-queue', AcsEventType> {
  return {
    does: `The POST that waits is refused. Over: \`${outcome}\`.`,
    to: ['ended'],
    step: () => ({
      state: ended,
      commands: [refusal(`The session is over. ${informFirst}`), { type: 'session-ended', outcome }],
    }),
  }
}

export function interruptsRpc(
  outcome: EndedCommand['outcome'],
  cause: string,
): AcsRule<'rpc-outstanding', AcsEventType> {
  return {
    does: `Our request is interrupted. Over: \`${outcome}\`.`,
    to: ['ended'],
    step: ({ rpc }) => ({
      state: ended,
      commands: [
        { type: 'rpc-interrupted', rpcId: rpc.id, reason: `${cause} ${rpc.method}.` },
        { type: 'session-ended', outcome },
      ],
    }),
  }
}

import {
  abandonsPost,
  afterEnd,
  answerRequest,
  askQueue,
  breakOff,
  completed,
  ended,
  endsAs,
  endsUnreadable,
  finishRpc,
  giveBack,
  ignored,
  informFirst,
  interruptsRpc,
  openSession,
  pipelined,
  refusal,
  refuseAndEnd,
  refuseUnreadable,
  silence,
  startsAnew,
} from './acs-moves.js'
import type { AcsPhase, AcsRules } from './acs-state.js'

/** Every phase with every event: the whole dialog as one table. */
export const acsRules: { readonly [Phase in AcsPhase]: AcsRules<Phase> } = {
  'awaiting-inform': {
    inform: {
      does: 'Opens the session: InformResponse, alone. Refused with fault 8003 without a serial number, 8006 without a common version.',
      to: ['cpe-turn', 'ended'],
      step: (_, event) => openSession(event),
    },
    'cpe-request': {
      does: 'Refused: the first message must be an Inform.',
      to: ['ended'],
      step: (_, event) => refuseAndEnd(`${event.rpc} came outside a session. ${informFirst}`),
    },
    'cpe-response': {
      does: 'Refused: the first message must be an Inform.',
      to: ['ended'],
      step: (_, event) => refuseAndEnd(`${event.rpc}Response came outside a session. ${informFirst}`),
    },
    'cpe-fault': {
      does: 'Refused: the first message must be an Inform.',
      to: ['ended'],
      step: () => refuseAndEnd(`A fault came outside a session. ${informFirst}`),
    },
    'empty-post': {
      does: 'Refused: the first message must be an Inform.',
      to: ['ended'],
      step: () => refuseAndEnd(`An empty POST came outside a session. ${informFirst}`),
    },
    unreadable: endsUnreadable,
    'queue-gave': giveBack('awaiting-inform'),
    'queue-empty': ignored('awaiting-inform'),
    'timed-out': endsAs('timeout'),
    'connection-closed': endsAs('connection-closed'),
    superseded: endsAs('superseded'),
    stopped: endsAs('interrupted'),
  },

  'cpe-turn': {
    inform: startsAnew,
    'cpe-request': {
      does: 'Answered with its response, or fault 8000 for a method we do not have. The CPE keeps its turn.',
      to: ['cpe-turn'],
      step: (state, event) => ({
        state: { ...state, lost: false },
        commands: [answerRequest(state.facts, event)],
      }),
    },
    'cpe-response': {
      does: 'Refused: we have asked for nothing.',
      to: ['ended'],
      step: (_, event) =>
        refuseAndEnd(`${event.rpc}Response answers nothing: no request of the ACS is open.`),
    },
    'cpe-fault': {
      does: 'Refused: we have asked for nothing.',
      to: ['ended'],
      step: (_, event) =>
        refuseAndEnd(`The fault ${event.fault.code} answers nothing: no request of the ACS is open.`),
    },
    'empty-post': {
      does: 'The CPE hands over the turn: the next RPC of the queue, or 204.',
      to: ['asking-queue'],
      step: (state) => askQueue(state.facts, []),
    },
    unreadable: endsUnreadable,
    'queue-gave': giveBack('cpe-turn'),
    'queue-empty': ignored('cpe-turn'),
    'timed-out': {
      does: 'The CPE fell silent: over. As `connection-closed` if it hung up, too.',
      to: ['ended'],
      step: (state) => ({ state: ended, commands: [silence(state.lost)] }),
    },
    'connection-closed': {
      does: 'Noted: the CPE may come back on another connection until the time is up.',
      to: ['cpe-turn'],
      step: (state) => ({ state: { ...state, lost: true }, commands: [] }),
    },
    superseded: endsAs('superseded'),
    stopped: endsAs('interrupted'),
  },

  'asking-queue': {
    inform: pipelined,
    'cpe-request': pipelined,
    'cpe-response': pipelined,
    'cpe-fault': pipelined,
    'empty-post': pipelined,
    unreadable: pipelined,
    'queue-gave': {
      does: 'Our request goes out in the answer to the POST.',
      to: ['rpc-outstanding'],
      step: ({ facts }, { rpc, cwmpId }) => ({
        state: { phase: 'rpc-outstanding', facts, rpc, cwmpId, lost: false },
        commands: [
          {
            type: 'answer',
            message: {
              kind: 'request',
              rpc: rpc.method,
              version: facts.version,
              header: { id: cwmpId },
              arguments: rpc.arguments,
            },
            carries: rpc.id,
            ...(rpc.raw === undefined ? {} : { raw: rpc.raw }),
          },
        ],
      }),
    },
    'queue-empty': {
      does: '204: nothing more to say, the session is completed.',
      to: ['ended'],
      step: () => ({ state: ended, commands: [{ type: 'answer-empty' }, completed] }),
    },
    'timed-out': abandonsPost('timeout'),
    'connection-closed': ignored('asking-queue'),
    superseded: abandonsPost('superseded'),
    stopped: abandonsPost('interrupted'),
  },

  'rpc-outstanding': {
    inform: startsAnew,
    'cpe-request': {
      does: 'Answered, though our request is due first. Our request stays open.',
      to: ['rpc-outstanding'],
      step: (state, event) => ({
        state: { ...state, lost: false },
        commands: [
          {
            type: 'note',
            text: `The CPE sent ${event.rpc} where the answer to ${state.rpc.method} was due (TR-069a6 3.7).`,
          },
          answerRequest(state.facts, event),
        ],
      }),
    },
    'cpe-response': {
      does: 'The answer to our request: it is done. Then the next RPC of the queue, or 204. Refused if it is of another method, unless ours was written by hand.',
      to: ['asking-queue', 'ended'],
      step: (state, event) =>
        event.rpc === state.rpc.method || state.rpc.raw !== undefined
          ? finishRpc(state, event.header, { result: event.result })
          : breakOff(
              state.rpc,
              `The CPE answered ${state.rpc.method} with ${event.rpc}Response.`,
              refusal(
                `${event.rpc}Response answers nothing: the request that is open is ${state.rpc.method}.`,
              ),
            ),
    },
    'cpe-fault': {
      does: 'Our request failed, with the faults of its parameters. Then the next RPC of the queue, or 204.',
      to: ['asking-queue'],
      step: (state, event) => finishRpc(state, event.header, { fault: event.fault }),
    },
    'empty-post': {
      does: 'The CPE left our request unanswered: it is interrupted, 204, over.',
      to: ['ended'],
      step: (state) =>
        breakOff(state.rpc, `The CPE sent an empty POST in place of the answer to ${state.rpc.method}.`, {
          type: 'answer-empty',
        }),
    },
    unreadable: {
      does: 'Refused: our request is interrupted, the session is over.',
      to: ['ended'],
      step: (state, event) =>
        breakOff(
          state.rpc,
          `What the CPE sent in answer to ${state.rpc.method} could not be read: ${event.problem}`,
          refuseUnreadable(event),
        ),
    },
    'queue-gave': giveBack('rpc-outstanding'),
    'queue-empty': ignored('rpc-outstanding'),
    'timed-out': {
      does: 'No answer came: our request is interrupted. As `connection-closed` if the CPE hung up, too.',
      to: ['ended'],
      step: (state) => ({
        state: ended,
        commands: [
          {
            type: 'rpc-interrupted',
            rpcId: state.rpc.id,
            reason: state.lost
              ? `The CPE closed its connection and sent no answer to ${state.rpc.method} within ${String(state.facts.timeoutSeconds)} s.`
              : `The CPE sent no answer to ${state.rpc.method} within ${String(state.facts.timeoutSeconds)} s.`,
          },
          silence(state.lost),
        ],
      }),
    },
    'connection-closed': {
      does: 'Noted: the CPE may come back on another connection until the time is up.',
      to: ['rpc-outstanding'],
      step: (state) => ({ state: { ...state, lost: true }, commands: [] }),
    },
    superseded: interruptsRpc('superseded', 'The CPE opened a new session before it answered'),
    stopped: interruptsRpc('interrupted', 'The workbench stopped before the CPE answered'),
  },

  ended: {
    inform: {
      does: 'Starts a session of its own.',
      to: ['cpe-turn', 'ended'],
      step: (_, event) => openSession(event),
    },
    'cpe-request': afterEnd,
    'cpe-response': afterEnd,
    'cpe-fault': afterEnd,
    'empty-post': {
      does: '204 once more: some CPEs say good-bye twice.',
      to: ['ended'],
      step: (state) => ({ state, commands: [{ type: 'answer-empty' }] }),
    },
    unreadable: afterEnd,
    'queue-gave': giveBack('ended'),
    'queue-empty': ignored('ended'),
    'timed-out': ignored('ended'),
    'connection-closed': ignored('ended'),
    superseded: ignored('ended'),
    stopped: ignored('ended'),
  },
}

import { describe, expect, it } from 'vitest'
import type { AcsCommand, AcsEvent, AcsState } from '../../../src/core/dialog/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'
import { acsEventOf, acsStep, canTakeRpc, newAcsSession } from '../../../src/core/dialog/index.js'
import type { DecodedEnvelope, SoapHeader } from '../../../src/core/soap/message.js'
import { readXml } from '../../../src/core/xml/index.js'
import { noSource } from '../soap/no-source.js'

const DeviceId = { Manufacturer: 'ACME', OUI: '00D09E', ProductClass: 'Gateway', SerialNumber: 'SN1' }

function inform(
  header: SoapHeader = { id: '1' },
  version: '1.0' | '1.1' | '1.2' | '1.3' | null = '1.0',
): AcsEvent {
  return { type: 'inform', header, version, arguments: { DeviceId } }
}
const request = (rpc: string, args = {}): AcsEvent => ({
  type: 'cpe-request',
  header: { id: '2' },
  rpc,
  arguments: args,
})
const emptyPost: AcsEvent = { type: 'empty-post' }
const gave: AcsEvent = {
  type: 'queue-gave',
  rpc: { id: 'rpc1', method: 'GetParameterValues', arguments: { ParameterNames: ['Device.'] } },
  cwmpId: 'c1',
}
const none: AcsEvent = { type: 'queue-empty' }
const response = (rpc = 'GetParameterValues', id: string | null = 'c1'): AcsEvent => ({
  type: 'cpe-response',
  header: id === null ? {} : { id },
  rpc,
  result: { ParameterList: [] },
})
const fault: AcsEvent = {
  type: 'cpe-fault',
  header: { id: 'c1' },
  fault: {
    code: '9003',
    string: 'Invalid arguments',
    blame: 'Client',
    parameters: [{ parameterName: 'Device.X', code: '9005', string: 'no such' }],
  },
}

/** Runs events one after the other; the commands are those of the last one. */
function run(...events: readonly AcsEvent[]): { state: AcsState; commands: readonly AcsCommand[] } {
  let step: { state: AcsState; commands: readonly AcsCommand[] } = { state: newAcsSession, commands: [] }
  for (const event of events) step = acsStep(step.state, event)
  return step
}

describe('opening a session', () => {
  it('answers the Inform with an InformResponse alone, same ID, MaxEnvelopes 1, in the version of the CPE', () => {
    const { state, commands } = run(inform({ id: 'x 17' }, '1.1'))
    const facts = { deviceId: '00D09E-Gateway-SN1', version: '1.1', timeoutSeconds: 30 }
    expect(state).toEqual({ phase: 'cpe-turn', facts, lost: false })
    expect(commands).toEqual([
      { type: 'session-accepted', facts },
      {
        type: 'answer',
        message: {
          kind: 'response',
          rpc: 'Inform',
          version: '1.1',
          header: { id: 'x 17' },
          arguments: { MaxEnvelopes: '1' },
        },
      },
    ])
  })

  it('writes no ID where the Inform had none', () => {
    expect(run(inform({})).commands[1]).toMatchObject({ message: { header: {} } })
    expect(run(inform({})).commands[1]).not.toHaveProperty('message.header.id')
  })

  it('takes an Inform of an unknown namespace for CWMP 1.0', () => {
    expect(run(inform({}, null)).commands[1]).toMatchObject({ message: { version: '1.0' } })
  })

  it.each([
    [['1.0', '1.1', '1.2', '1.3', '1.4'], '1.4'],
    [['1.0', ' 1.2'], '1.2'],
    [['1.4', '1.5'], '1.4'],
  ])('picks the highest common version of %j and says so', (supportedCwmpVersions, version) => {
    expect(run(inform({ id: '1', supportedCwmpVersions })).commands[1]).toMatchObject({
      message: { version, header: { id: '1', useCwmpVersion: version } },
    })
  })

  it('refuses with 8006 where no version is common', () => {
    const { state, commands } = run(inform({ id: '1', supportedCwmpVersions: ['2.0'] }))
    expect(state).toEqual({ phase: 'ended' })
    expect(commands).toMatchObject([
      { type: 'answer', message: { kind: 'fault', header: { id: '1' }, fault: { code: '8006' } } },
      { type: 'session-ended', outcome: 'inform-refused' },
    ])
  })

  it('refuses with 8003 a CPE that cannot be told from another', () => {
    const { commands } = run({ type: 'inform', header: {}, version: '1.0', arguments: {} })
    expect(commands).toMatchObject([
      { type: 'answer', message: { kind: 'fault', fault: { code: '8003' } } },
      { type: 'session-ended', outcome: 'inform-refused' },
    ])
  })

  it.each([
    [undefined, 30],
    [5, 30],
    [600, 600],
    [1e12, 86_400],
    [Number.NaN, 30],
  ])('honours SessionTimeout %s as %i s', (sessionTimeout, seconds) => {
    const header = sessionTimeout === undefined ? {} : { sessionTimeout }
    expect(run(inform(header)).commands[0]).toMatchObject({ facts: { timeoutSeconds: seconds } })
  })

  it.each([
    ['a request', request('TransferComplete')],
    ['a response', response()],
    ['a fault', fault],
    ['an empty POST', emptyPost],
  ] as const)('refuses %s before any Inform', (_, event) => {
    const { state, commands } = run(event)
    expect(state).toEqual({ phase: 'ended' })
    expect(commands).toMatchObject([
      { type: 'answer-refusal', status: 400 },
      { type: 'session-ended', outcome: 'protocol-error' },
    ])
    expect(commands[0]).toHaveProperty('text', expect.stringContaining('begins with an Inform'))
  })
})

describe('requests of the CPE', () => {
  it.each([
    ['TransferComplete', {}, {}],
    ['AutonomousTransferComplete', {}, {}],
    ['RequestDownload', {}, {}],
    ['Kicked', { Command: 'c', Next: 'http://example.test/next' }, { NextURL: 'http://example.test/next' }],
    ['DUStateChangeComplete', {}, {}],
    ['AutonomousDUStateChangeComplete', {}, {}],
  ])('answers %s and leaves the CPE its turn', (rpc, args, answer) => {
    const { state, commands } = run(inform(), request(rpc, args))
    expect(state.phase).toBe('cpe-turn')
    expect(commands).toEqual([
      {
        type: 'answer',
        message: { kind: 'response', rpc, version: '1.0', header: { id: '2' }, arguments: answer },
      },
    ])
  })

  it('lists its own methods, as far as the version of the session has them', () => {
    const methods = (version: '1.0' | '1.2') =>
      run(inform({ id: '1' }, version), request('GetRPCMethods')).commands[0]
    expect(methods('1.0')).toMatchObject({
      message: {
        arguments: {
          MethodList: ['Inform', 'GetRPCMethods', 'TransferComplete', 'RequestDownload', 'Kicked'],
        },
      },
    })
    expect(methods('1.2')).toHaveProperty(
      'message.arguments.MethodList',
      expect.arrayContaining(['AutonomousTransferComplete', 'AutonomousDUStateChangeComplete']),
    )
  })

  it.each(['X_ACME_Hello', 'GetParameterValues', 'toString'])(
    'answers %s with fault 8000 and goes on',
    (rpc) => {
      const { state, commands } = run(inform(), request(rpc))
      expect(state.phase).toBe('cpe-turn')
      expect(commands).toEqual([
        {
          type: 'answer',
          message: {
            kind: 'fault',
            version: '1.0',
            header: { id: '2' },
            fault: { code: '8000', string: `Method not supported: ${rpc}`, blame: 'Server' },
          },
        },
      ])
    },
  )
})

describe('requests of the ACS', () => {
  it('asks the queue on the empty POST and completes with 204 when there is nothing', () => {
    expect(run(inform(), emptyPost).commands).toEqual([{ type: 'ask-queue' }])
    expect(run(inform(), emptyPost, none)).toEqual({
      state: { phase: 'ended' },
      commands: [{ type: 'answer-empty' }, { type: 'session-ended', outcome: 'completed' }],
    })
  })

  it('sends the RPC of the queue in the version of the session, with our ID', () => {
    expect(run(inform({ id: '1' }, '1.2'), emptyPost, gave).commands).toEqual([
      {
        type: 'answer',
        message: {
          kind: 'request',
          rpc: 'GetParameterValues',
          version: '1.2',
          header: { id: 'c1' },
          arguments: { ParameterNames: ['Device.'] },
        },
        carries: 'rpc1',
      },
    ])
  })

  it('finishes the RPC with the result and asks for the next one', () => {
    const { state, commands } = run(inform(), emptyPost, gave, response())
    expect(state.phase).toBe('asking-queue')
    expect(commands).toEqual([
      { type: 'rpc-finished', rpcId: 'rpc1', outcome: { result: { ParameterList: [] } } },
      { type: 'ask-queue' },
    ])
  })

  it('fails the RPC with the fault and the faults of its parameters, and goes on', () => {
    const { state, commands } = run(inform(), emptyPost, gave, fault)
    expect(state.phase).toBe('asking-queue')
    expect(commands[0]).toMatchObject({
      type: 'rpc-finished',
      outcome: { fault: { code: '9003', parameters: [{ parameterName: 'Device.X', code: '9005' }] } },
    })
  })

  it.each([
    ['another ID', 'c2', 'the cwmp:ID c2'],
    ['no ID', null, 'no cwmp:ID'],
  ])('accepts the answer with %s, and notes it', (_, id, said) => {
    const { commands } = run(inform(), emptyPost, gave, response('GetParameterValues', id))
    expect(commands).toMatchObject([{ type: 'note' }, { type: 'rpc-finished' }, { type: 'ask-queue' }])
    expect(commands[0]).toHaveProperty('text', expect.stringContaining(said))
  })

  it('breaks off when the response is of another method', () => {
    const { state, commands } = run(inform(), emptyPost, gave, response('Reboot'))
    expect(state.phase).toBe('ended')
    expect(commands).toMatchObject([
      { type: 'rpc-interrupted', rpcId: 'rpc1' },
      { type: 'answer-refusal', status: 400 },
      { type: 'session-ended', outcome: 'protocol-error' },
    ])
  })

  it('refuses a response and a fault that nobody asked for', () => {
    for (const event of [response(), fault]) {
      expect(run(inform(), event).commands).toMatchObject([
        { type: 'answer-refusal' },
        { type: 'session-ended', outcome: 'protocol-error' },
      ])
    }
  })

  it('ends with 204 when the CPE sends an empty POST in place of its answer', () => {
    expect(run(inform(), emptyPost, gave, emptyPost).commands).toMatchObject([
      { type: 'rpc-interrupted', reason: expect.stringContaining('GetParameterValues') },
      { type: 'answer-empty' },
      { type: 'session-ended', outcome: 'protocol-error' },
    ])
  })

  it('answers a request of the CPE in between and still takes the answer afterwards', () => {
    const between = run(inform(), emptyPost, gave, request('TransferComplete'))
    expect(between.commands).toMatchObject([
      { type: 'note' },
      { type: 'answer', message: { kind: 'response' } },
    ])
    expect(acsStep(between.state, response()).commands[0]).toMatchObject({ type: 'rpc-finished' })
  })

  it('gives an RPC back that it did not ask for', () => {
    for (const state of [newAcsSession, run(inform()).state, run(inform(), emptyPost, none).state]) {
      expect(acsStep(state, gave)).toMatchObject({
        state,
        commands: [{ type: 'rpc-interrupted', rpcId: 'rpc1' }],
      })
    }
  })
})

describe('ends of a session', () => {
  const silent: AcsEvent = { type: 'timed-out' }
  const hungUp: AcsEvent = { type: 'connection-closed' }

  it('times out when the CPE falls silent', () => {
    expect(run(inform(), silent).commands).toEqual([{ type: 'session-ended', outcome: 'timeout' }])
    expect(run(inform(), emptyPost, gave, silent).commands).toMatchObject([
      { type: 'rpc-interrupted', reason: expect.stringContaining('30 s') },
      { type: 'session-ended', outcome: 'timeout' },
    ])
  })

  it('outlives its connection, and ends as connection-closed if the CPE does not come back', () => {
    expect(run(inform(), hungUp).state.phase).toBe('cpe-turn')
    expect(run(inform(), hungUp, silent).commands).toEqual([
      { type: 'session-ended', outcome: 'connection-closed' },
    ])
    expect(run(inform(), hungUp, request('TransferComplete'), silent).commands).toEqual([
      { type: 'session-ended', outcome: 'timeout' },
    ])
    expect(run(inform(), emptyPost, gave, hungUp, silent).commands).toMatchObject([
      { type: 'rpc-interrupted' },
      { type: 'session-ended', outcome: 'connection-closed' },
    ])
  })

  it.each([
    ['superseded', 'superseded'],
    ['stopped', 'interrupted'],
  ] as const)('ends on %s, interrupting the RPC that is out', (type, outcome) => {
    expect(run(inform(), { type }).commands).toEqual([{ type: 'session-ended', outcome }])
    expect(run(inform(), emptyPost, gave, { type }).commands).toMatchObject([
      { type: 'rpc-interrupted', rpcId: 'rpc1' },
      { type: 'session-ended', outcome },
    ])
    expect(run(inform(), emptyPost, { type }).commands).toMatchObject([
      { type: 'answer-refusal' },
      { type: 'session-ended', outcome },
    ])
  })

  it('starts anew on an Inform in mid-session', () => {
    expect(run(inform(), emptyPost, gave, inform({ id: '9' })).commands).toMatchObject([
      { type: 'rpc-interrupted' },
      { type: 'session-ended', outcome: 'superseded' },
      { type: 'session-accepted' },
      { type: 'answer', message: { rpc: 'Inform', header: { id: '9' } } },
    ])
  })

  it('refuses what cannot be read, and interrupts the RPC it may have answered', () => {
    const unreadable: AcsEvent = { type: 'unreadable', problem: 'no envelope.' }
    expect(run(unreadable).commands).toMatchObject([
      { type: 'answer-refusal' },
      { outcome: 'protocol-error' },
    ])
    expect(run(inform(), unreadable).commands).toMatchObject([
      { type: 'answer-refusal', text: expect.stringContaining('no envelope.') },
      { outcome: 'protocol-error' },
    ])
    expect(run(inform(), emptyPost, gave, unreadable).commands).toMatchObject([
      { type: 'rpc-interrupted', reason: expect.stringContaining('no envelope.') },
      { type: 'answer-refusal' },
      { outcome: 'protocol-error' },
    ])
  })

  it('says 204 again to a second good-bye and refuses anything else after the end', () => {
    expect(run(inform(), emptyPost, none, emptyPost).commands).toEqual([{ type: 'answer-empty' }])
    expect(run(inform(), emptyPost, none, request('TransferComplete')).commands).toMatchObject([
      { type: 'answer-refusal', text: expect.stringContaining('is over') },
    ])
  })

  it('refuses a POST before the last one is answered', () => {
    expect(run(inform(), emptyPost, emptyPost)).toMatchObject({
      state: { phase: 'asking-queue' },
      commands: [{ type: 'answer-refusal' }],
    })
  })
})

describe('canTakeRpc', () => {
  it('is true while the ACS will still have the word', () => {
    expect(canTakeRpc(newAcsSession)).toBe(false)
    expect(canTakeRpc(run(inform()).state)).toBe(true)
    expect(canTakeRpc(run(inform(), { type: 'connection-closed' }).state)).toBe(false)
    expect(canTakeRpc(run(inform(), emptyPost).state)).toBe(true)
    expect(canTakeRpc(run(inform(), emptyPost, gave).state)).toBe(true)
    expect(canTakeRpc(run(inform(), emptyPost, none).state)).toBe(false)
  })
})

describe('acsEventOf', () => {
  const envelope: DecodedEnvelope = {
    ok: true,
    kind: 'request',
    rpc: 'Inform',
    namespace: 'urn:dslforum-org:cwmp-1-0',
    cwmpVersion: '1.0',
    header: { id: '1' },
    decoded: { DeviceId },
    parameters: 0,
    issues: [],
    source: noSource,
  }

  it('tells Inform, request, response and fault apart', () => {
    expect(acsEventOf(envelope)).toEqual(inform())
    expect(acsEventOf({ ...envelope, rpc: 'Kicked' }).type).toBe('cpe-request')
    expect(acsEventOf({ ...envelope, rpc: 'Inform', kind: 'response' }).type).toBe('cpe-response')
    expect(acsEventOf({ ...envelope, rpc: 'Fault', kind: 'fault' })).toMatchObject({
      type: 'cpe-fault',
      fault: { code: '' },
    })
  })

  it('does not take half a message for the whole', () => {
    const xml = `<Envelope><Body><cwmp:GetParameterValuesResponse><ParameterList><ParameterValueStruct>
      <Name>A</Name><Value>1</Value></ParameterValueStruct></ParameterList></cwmp:GetParameterValuesResponse></Body></Envelope>`
    const read = (length: number) => acsEventOf(decodeEnvelope(xml.slice(0, length)))
    expect(read(xml.indexOf('</Name>'))).toMatchObject({
      type: 'unreadable',
      problem: expect.stringContaining('The text ends inside the element Name'),
    })
    // All that was to be said is there: a Content-Length that counts too little is a common defect.
    expect(read(xml.indexOf('</Envelope>'))).toMatchObject({ type: 'cpe-response' })
  })

  it('quotes the first error and its place where no RPC was recognised', () => {
    expect(
      acsEventOf({
        ...envelope,
        ok: false,
        rpc: null,
        issues: [
          { rule: 'padded-array-count', message: 'Padded.', offset: 0, length: 1 },
          { rule: 'raw-ampersand', message: 'Broken.', offset: 8, length: 1 },
        ],
        source: { ...noSource, document: readXml('<a>\n\n  &') },
      }),
    ).toEqual({ type: 'unreadable', problem: 'Broken. (line 3, column 4)' })
  })
})

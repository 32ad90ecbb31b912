import { describe, expect, it } from 'vitest'
import {
  addEvent,
  afterAnswer,
  afterFailure,
  afterReboot,
  cpeStep,
  idleCpe,
  retryWait,
  type AcsMessage,
  type CpeAnswer,
  type CpeCommand,
  type CpeRequest,
  type CpeStep,
} from '../../../src/core/dialog/index.js'
import type { DecodedEnvelope, SoapHeader } from '../../../src/core/soap/index.js'
import { noSource } from '../soap/no-source.js'

const request = (rpc: string, id: string): CpeRequest => ({
  kind: 'request',
  rpc,
  version: '1.2',
  header: { id },
  arguments: {},
})
const inform = request('Inform', '1')
const transfer = request('TransferComplete', '2')
const secondTransfer = request('TransferComplete', '3')

function envelope(
  kind: DecodedEnvelope['kind'],
  rpc: string,
  header: SoapHeader,
  faultCode?: string,
): AcsMessage {
  return {
    kind: 'envelope',
    envelope: {
      ok: true,
      kind,
      rpc,
      namespace: 'urn:dslforum-org:cwmp-1-2',
      cwmpVersion: '1.2',
      header,
      decoded: {},
      parameters: 0,
      issues: [],
      source: noSource,
      ...(faultCode === undefined
        ? {}
        : { fault: { code: faultCode, string: 'text', blame: 'Server' as const } }),
    },
  }
}
const response = (rpc: string, id: string, header: SoapHeader = {}): AcsMessage =>
  envelope('response', rpc, { id, ...header })
const acsRequest = (rpc: string, header: SoapHeader = { id: 'acs' }): AcsMessage =>
  envelope('request', rpc, header)
const empty: AcsMessage = { kind: 'empty' }

const open = (...requests: CpeRequest[]): CpeStep => cpeStep(idleCpe, { type: 'open', inform, requests })
const hear = (step: CpeStep, message: AcsMessage, status = message.kind === 'empty' ? 204 : 200): CpeStep =>
  cpeStep(step.state, { type: 'http-response', status, message })
const reply = (step: CpeStep, answer: CpeAnswer): CpeStep =>
  cpeStep(step.state, { type: 'performed', answer })

/** What a step does, in short. */
const told = (step: CpeStep): string[] => step.commands.map(short)
function short(command: CpeCommand): string {
  switch (command.type) {
    case 'post':
      if (command.envelope === null) return 'post empty'
      return command.envelope.kind === 'fault'
        ? 'post fault'
        : `post ${command.envelope.rpc} ${command.envelope.kind}`
    case 'perform':
      return `perform ${command.rpc} ${command.cwmpId}`
    case 'answered':
      return `answered ${command.request.rpc}${command.fault === null ? '' : `: ${command.fault}`}`
    case 'end':
      return `${command.ok ? 'done' : 'failed'}: ${command.reason}`
  }
}

const answer: CpeAnswer = {
  kind: 'response',
  rpc: 'GetParameterValues',
  version: '1.2',
  header: { id: 'acs' },
  arguments: {},
}
const informed = (...requests: CpeRequest[]): CpeStep => hear(open(...requests), response('Inform', '1'))

describe('the CPE side of a session', () => {
  it('posts the Inform first, then the empty POST, and ends on 204', () => {
    const first = open()
    expect(told(first)).toEqual(['post Inform request'])
    const second = hear(first, response('Inform', '1'))
    expect(told(second)).toEqual(['answered Inform', 'post empty'])
    const third = hear(second, empty)
    expect(told(third)).toEqual(['done: completed'])
    expect(third.state).toMatchObject({ phase: 'ended', ok: true })
  })

  it('takes an empty 200 for the end as well', () => {
    expect(told(hear(informed(), empty, 200))).toEqual(['done: completed'])
  })

  it('answers each ACS request in the next POST, with its ID handed on, until the ACS has nothing more', () => {
    const asked = hear(informed(), acsRequest('GetParameterValues', { id: 'x7' }))
    expect(told(asked)).toEqual(['perform GetParameterValues x7'])
    const answered = reply(asked, answer)
    expect(told(answered)).toEqual(['post GetParameterValues response'])
    const again = hear(answered, acsRequest('Reboot', {}))
    expect(told(again)).toEqual(['perform Reboot null'])
    expect(told(hear(reply(again, answer), empty))).toEqual(['done: completed'])
  })

  it('sends its own requests one by one before the empty POST', () => {
    const first = informed(transfer, secondTransfer)
    expect(told(first)).toEqual(['answered Inform', 'post TransferComplete request'])
    const second = hear(first, response('TransferComplete', '2'))
    expect(told(second)).toEqual(['answered TransferComplete', 'post TransferComplete request'])
    expect(told(hear(second, response('TransferComplete', '3')))).toEqual([
      'answered TransferComplete',
      'post empty',
    ])
  })

  it('posts nothing but empty bodies while requests are held, and goes on when they no longer are', () => {
    const held = hear(open(transfer), response('Inform', '1', { holdRequests: true }))
    expect(told(held)).toEqual(['answered Inform', 'post empty'])
    const released = hear(held, empty)
    expect(told(released)).toEqual(['post TransferComplete request'])
    const last = hear(released, response('TransferComplete', '2'))
    expect(told(last)).toEqual(['answered TransferComplete', 'post empty'])
    expect(told(hear(last, empty))).toEqual(['done: completed'])
  })

  it('does not end on an empty answer to an empty POST it sent while requests were held', () => {
    const held = hear(open(), response('Inform', '1', { holdRequests: true }))
    const again = hear(held, empty)
    expect(told(again)).toEqual(['post empty'])
    expect(told(hear(again, empty))).toEqual(['done: completed'])
  })

  it('answers requests of the ACS while its own are held, and sends its own after', () => {
    const held = hear(open(transfer), response('Inform', '1', { holdRequests: true }))
    const asked = hear(held, acsRequest('GetParameterValues', { id: 'acs', holdRequests: true }))
    expect(told(asked)).toEqual(['perform GetParameterValues acs'])
    expect(told(hear(reply(asked, answer), empty))).toEqual(['post TransferComplete request'])
  })

  it('starts no request of its own after the empty POST', () => {
    const held = hear(open(transfer), response('Inform', '1', { holdRequests: true }))
    const sent = hear(hear(held, empty), response('TransferComplete', '2'))
    const asked = hear(sent, acsRequest('GetParameterValues'))
    expect(told(hear(reply(asked, answer), empty))).toEqual(['done: completed'])
  })

  it('sends the identical request again on fault 8005, the Inform too', () => {
    const first = open(transfer)
    const again = hear(first, envelope('fault', 'Fault', { id: '1' }, '8005'))
    expect(again.commands).toEqual(first.commands)
    const transferring = hear(again, response('Inform', '1'))
    const transferAgain = hear(transferring, envelope('fault', 'Fault', { id: '2' }, '8005'))
    expect(transferAgain.commands).toEqual([{ type: 'post', envelope: transfer }])
  })

  it('does not let fault 8005 go on for ever', () => {
    let step = open()
    for (let round = 0; step.state.phase !== 'ended' && round < 50; round++) {
      step = hear(step, envelope('fault', 'Fault', { id: '1' }, '8005'))
    }
    expect(told(step)[0]).toMatch(/^failed: .*more than 10 times/)
  })

  it('fails when the Inform is refused with another fault', () => {
    expect(told(hear(open(), envelope('fault', 'Fault', { id: '1' }, '8003')))).toEqual([
      'failed: the ACS refused the Inform with fault 8003 text',
    ])
  })

  it('goes on when another request of its own is refused', () => {
    const refused = hear(informed(transfer), envelope('fault', 'Fault', { id: '2' }, '8003'))
    expect(told(refused)).toEqual(['answered TransferComplete: fault 8003 text', 'post empty'])
  })

  it.each([400, 401, 403, 404, 415, 500, 503, 302])('fails on HTTP status %i', (status) => {
    expect(told(hear(open(), empty, status))).toEqual([`failed: the ACS answered with HTTP status ${status}`])
  })

  it.each<[string, CpeStep, AcsMessage, RegExp]>([
    [
      'an unreadable answer',
      open(),
      { kind: 'unreadable', reason: 'no end tag' },
      /cannot be read: no end tag/,
    ],
    ['nothing in answer to the Inform', open(), empty, /left Inform without an answer/],
    [
      'a request where the InformResponse was due',
      open(),
      acsRequest('Reboot'),
      /sent Reboot where the answer to Inform/,
    ],
    [
      'the answer to something else',
      open(),
      response('TransferComplete', '1'),
      /answered Inform with TransferCompleteResponse/,
    ],
    ['an answer with another ID', open(), response('Inform', '9'), /ID "9" instead of "1"/],
    ['an answer nobody asked for', informed(), response('Inform', '1'), /answers no request/],
    ['a fault nobody asked for', informed(), envelope('fault', 'Fault', {}, '8002'), /answers no request/],
  ])('fails on %s', (_what, step, message, reason) => {
    const ended = hear(step, message)
    expect(told(ended)[0]).toMatch(reason)
    expect(ended.state).toMatchObject({ phase: 'ended', ok: false })
  })

  it('accepts an answer without an ID', () => {
    expect(told(hear(open(), envelope('response', 'Inform', {})))).toEqual(['answered Inform', 'post empty'])
  })

  it('fails with the reason when the transport fails', () => {
    expect(
      told(cpeStep(open().state, { type: 'transport-failed', reason: 'no answer within 30 s' })),
    ).toEqual(['failed: no answer within 30 s'])
  })

  it('treats events that cannot be as mistakes of the driver', () => {
    expect(() => cpeStep(idleCpe, { type: 'performed', answer })).toThrow()
    expect(() => cpeStep(open().state, { type: 'performed', answer })).toThrow()
    expect(() => cpeStep(open().state, { type: 'open', inform, requests: [] })).toThrow()
    expect(() => hear(hear(informed(), empty), empty)).toThrow()
  })
})

describe('the wait before a retry', () => {
  it.each([
    [1, 5, 10],
    [2, 10, 20],
    [3, 20, 40],
    [4, 40, 80],
    [5, 80, 160],
    [6, 160, 320],
    [7, 320, 640],
    [8, 640, 1280],
    [9, 1280, 2560],
    [10, 2560, 5120],
    [11, 2560, 5120],
    [1000, 2560, 5120],
  ])('attempt %i: %i to %i s', (attempt, minimum, maximum) => {
    expect(retryWait(attempt)).toEqual({ minimum, maximum })
  })
  it('follows interval and multiplier of the CPE', () => {
    expect(retryWait(3, 10, 2500)).toEqual({ minimum: 62.5, maximum: 156.25 })
    expect(retryWait(7, 1, 1000)).toEqual({ minimum: 1, maximum: 1 })
  })
})

describe('events that wait to be told', () => {
  const add = (...codes: (string | [string, string])[]) =>
    codes.reduce<ReturnType<typeof addEvent>>(
      (events, code) => (typeof code === 'string' ? addEvent(events, code) : addEvent(events, ...code)),
      [],
    )
  const codes = (events: ReturnType<typeof addEvent>): string[] =>
    events.map(({ eventCode, commandKey }) => `${eventCode}${commandKey}`)

  it('are there once each, but once for each command key', () => {
    expect(
      codes(add('2 PERIODIC', '2 PERIODIC', ['M Reboot', 'a'], ['M Reboot', 'b'], ['M Reboot', 'a'])),
    ).toEqual(['2 PERIODIC', 'M Reboota', 'M Rebootb'])
  })
  it('give way to 0 BOOTSTRAP', () => {
    expect(codes(add('2 PERIODIC', '4 VALUE CHANGE', '0 BOOTSTRAP', '1 BOOT'))).toEqual([
      '0 BOOTSTRAP',
      '1 BOOT',
    ])
  })
  it('are cleared by the answer that belongs to them, as far as they were reported', () => {
    const reported = add('1 BOOT', '7 TRANSFER COMPLETE', ['M Download', 'k'])
    const now = addEvent(reported, '2 PERIODIC')
    const afterInform = afterAnswer(now, reported, 'Inform')
    expect(codes(afterInform)).toEqual(['7 TRANSFER COMPLETE', 'M Downloadk', '2 PERIODIC'])
    expect(codes(afterAnswer(afterInform, reported, 'TransferComplete'))).toEqual(['2 PERIODIC'])
  })
  it('outlive a failed session, but not 6 CONNECTION REQUEST', () => {
    expect(codes(afterFailure(add('6 CONNECTION REQUEST', '2 PERIODIC')))).toEqual(['2 PERIODIC'])
  })
  it('outlive a reboot where the standard says so', () => {
    const all = add(
      '1 BOOT',
      '2 PERIODIC',
      '4 VALUE CHANGE',
      '6 CONNECTION REQUEST',
      '7 TRANSFER COMPLETE',
      '8 DIAGNOSTICS COMPLETE',
      ['M Reboot', 'k'],
    )
    expect(codes(afterReboot(all))).toEqual(['2 PERIODIC', '7 TRANSFER COMPLETE', 'M Rebootk'])
  })
})

import { describe, expect, test } from 'vitest'
import {
  fault,
  informResponse,
  informXml,
  Outcome,
  projected,
  setValues,
  setValuesResponse,
  soap,
  Traffic,
} from './traffic.js'

const ssid = 'Device.WiFi.SSID.1.SSID'
const device = '00A0B1-Box-S1'

describe('a session', () => {
  const whole = () =>
    projected((traffic) =>
      traffic.session({ events: ['1 BOOT'], values: { 'Device.DeviceInfo.SoftwareVersion': '1.2' } }, [
        [setValues({ [ssid]: 'cafe' }, 'a'), setValuesResponse('a')],
      ]),
    )

  test('has its device, events, counts and outcome', () => {
    expect(whole().session(1)).toMatchObject({
      id: 'cap.1',
      deviceId: device,
      events: ['1 BOOT'],
      state: 'done',
      outcome: 'completed',
      boundBy: 'cookie',
      cwmpVersion: '1.0',
      messages: 6,
      source: 'acs',
      startedAt: '2026-11-22T10:00:00.001Z',
      durationMs: 8,
    })
  })

  test('pairs RPCs, not HTTP exchanges: the answer to an ACS request is the next POST', () => {
    const outcome = whole()
    const ladder = [...outcome.messages.values()]
      .sort((left, right) => left.index - right.index)
      .map(({ id, direction, kind, rpc, pairedWith }) => [id, direction, kind, rpc, pairedWith])
    expect(ladder).toEqual([
      ['cap.1.q', 'cpe-to-acs', 'request', 'Inform', 'cap.1.r'],
      ['cap.1.r', 'acs-to-cpe', 'response', 'Inform', 'cap.1.q'],
      ['cap.2.q', 'cpe-to-acs', 'empty', null, null],
      ['cap.2.r', 'acs-to-cpe', 'request', 'SetParameterValues', 'cap.3.q'],
      ['cap.3.q', 'cpe-to-acs', 'response', 'SetParameterValues', 'cap.2.r'],
      ['cap.3.r', 'acs-to-cpe', 'empty', null, null],
    ])
    expect(outcome.message('3.q')?.durationMs).toBe(1)
    expect(outcome.message('2.r')).toMatchObject({ httpStatus: 200, cwmpId: 'a' })
  })

  test('teaches the tree of its device', () => {
    const outcome = whole()
    expect(outcome.trees.get(device)?.get(ssid)).toMatchObject({
      value: 'cafe',
      source: 'set',
      messageId: 'cap.2.r',
    })
    expect(outcome.devices.get(device)).toMatchObject({
      manufacturer: 'Maker',
      root: 'Device',
      softwareVersion: '1.2',
      ip: '192.0.2.7',
      parameterCount: 2,
      lastInform: '2026-11-22T10:00:00.001Z',
    })
  })

  test('names the RPC of a fault by its request, and learns nothing from it', () => {
    const outcome = projected((traffic) =>
      traffic.session({}, [[setValues({ [ssid]: 'x' }, 'a'), fault('a')]]),
    )
    expect(outcome.message('3.q')).toMatchObject({
      kind: 'fault',
      rpc: 'SetParameterValues',
      fault: { code: '9003', string: 'Invalid arguments' },
      pairedWith: 'cap.2.r',
    })
    expect(outcome.trees.get(device)?.get(ssid)).toBeNull()
    expect(outcome.session(1)?.state).toBe('done')
  })

  test.each([
    ['the same method', setValuesResponse('lost'), 'cap.2.r'],
    ['another method', soap('<cwmp:RebootResponse></cwmp:RebootResponse>', 'lost'), null],
  ])('pairs an answer whose ID was mangled if it has %s', (_, answer, paired) => {
    const outcome = projected((traffic) => traffic.session({}, [[setValues({ [ssid]: 'x' }, 'a'), answer]]))
    expect(outcome.message('3.q')?.pairedWith).toBe(paired)
  })

  test('that the engine saw time out has failed, and says so', () => {
    const outcome = projected((traffic) => {
      const session = traffic.post(informXml())
      traffic.bind(session, 'connection')
      traffic.answer(200, informResponse)
      traffic.ended(session, 'timeout')
    })
    expect(outcome.session(1)).toMatchObject({
      state: 'failed',
      outcome: 'timeout',
      endedAt: '2026-11-22T10:00:00.004Z',
    })
    expect(outcome.session(1)?.verdict).not.toBe('')
  })

  test('that was open when the program died is interrupted, and its request without an answer is shown', () => {
    const outcome = projected((traffic) => {
      traffic.bind(traffic.post(informXml()), 'connection')
      traffic.answer(200, informResponse)
      traffic.post('')
      traffic.captureOpened()
    })
    expect(outcome.session(1)).toMatchObject({ outcome: 'interrupted', state: 'failed', messages: 3 })
    expect(outcome.message('2.q')).toMatchObject({ kind: 'empty', sessionId: 'cap.1' })
    expect(outcome.projector.neededFrom).toBeNull()
  })
})

describe('an exchange that nobody bound', () => {
  test.each([
    ['cookie', { connection: 2, cookie: 'session=1', remote: '198.51.100.1:5' }, 'cookie'],
    ['connection', { connection: 1, remote: '198.51.100.1:5' }, 'connection'],
    ['address', { connection: 2, remote: '192.0.2.7:5' }, 'address'],
  ] as const)('is attributed by %s', (_, options, boundBy) => {
    const outcome = projected((traffic) => {
      traffic.post(informXml())
      traffic.answer(200, informResponse, ['Set-Cookie: session=1; Path=/'])
      traffic.post('', options)
      traffic.answer(204)
    })
    expect(outcome.session(1)).toMatchObject({ boundBy, outcome: 'completed', messages: 4 })
  })

  test('is not attributed by address where two sessions are open', () => {
    const outcome = projected((traffic) => {
      for (const connection of [1, 2]) {
        traffic.post(informXml({ serial: `S${connection}` }), { connection })
        traffic.answer(200, informResponse)
      }
      traffic.post('', { connection: 3 })
      traffic.answer(400)
    })
    expect(outcome.message('3.q')).toMatchObject({ sessionId: null, kind: 'empty' })
    expect(outcome.message('3.r')).toMatchObject({ sessionId: null, kind: 'http', httpStatus: 400 })
  })

  test('with the Inform again after a 401 belongs to the same session', () => {
    const outcome = projected((traffic) => {
      traffic.post(informXml({ events: ['1 BOOT'], values: { 'Device.A': '1' } }))
      traffic.answer(401)
      traffic.post(informXml({ events: ['1 BOOT'], values: { 'Device.A': '1' } }), { connection: 2 })
      traffic.answer(200, informResponse)
    })
    expect([...outcome.sessions.keys()]).toEqual(['cap.1'])
    expect(outcome.session(1)?.messages).toBe(4)
    expect(outcome.message('1.r')).toMatchObject({ kind: 'http', summary: 'HTTP/1.1 401 X' })
    expect(outcome.message('2.r')?.pairedWith).toBe('cap.2.q')
    expect(outcome.changes.filter(({ stale }) => stale)).toEqual([])
  })

  test('with a new Inform on the connection of an open session supersedes that', () => {
    const outcome = projected((traffic) => {
      for (const events of [['1 BOOT'], ['2 PERIODIC']]) {
        traffic.post(informXml({ events }))
        traffic.answer(200, informResponse)
      }
    })
    expect(outcome.session(1)?.outcome).toBe('superseded')
    expect(outcome.session(2)).toMatchObject({ outcome: 'open', events: ['2 PERIODIC'] })
  })
})

describe('a message without CWMP meaning', () => {
  test('a GET and its page belong to no session', () => {
    const outcome = projected((traffic) => {
      traffic.post('', { method: 'GET' })
      traffic.bind(null)
      traffic.answer(200, '<html>This is an ACS</html>')
    })
    expect(outcome.message('1.q')).toMatchObject({
      kind: 'http',
      sessionId: null,
      summary: 'GET /acs HTTP/1.1',
    })
    expect(outcome.message('1.r')).toMatchObject({ kind: 'http', findings: 0 })
    expect(outcome.sessions.size).toBe(0)
  })

  test('garbage is kept with what is wrong with it', () => {
    const outcome = projected((traffic) => {
      traffic.post('this is no XML')
      traffic.answer(400, 'No.')
    })
    expect(outcome.message('1.q')).toMatchObject({ kind: 'http', rpc: null })
    const own = outcome.findings.filter(({ messageId }) => messageId === 'cap.1.q')
    expect(own.map(({ rule }) => rule)).toContain('no-envelope')
    expect(outcome.message('1.q')?.findings).toBe(own.length)
  })

  test('half a message is shown at once, with a finding', () => {
    const outcome = projected((traffic) => traffic.post('<soap', { complete: false }))
    expect(outcome.message('1.q')?.kind).toBe('http')
    expect(outcome.findings.map(({ rule }) => rule)).toContain('http-incomplete')
  })

  test('half an Inform is a session that broke off, not one that goes on for ever', () => {
    const half = informXml().slice(0, -200)
    const outcome = projected((traffic) => traffic.post(half, { complete: false }))
    expect(outcome.session(1)).toMatchObject({
      deviceId: device,
      state: 'failed',
      outcome: 'connection-closed',
    })
  })

  test('an Inform that was too large to be read is a session that the ACS cut short', () => {
    const outcome = projected((traffic) => {
      traffic.post(informXml().slice(0, -200), { complete: false })
      traffic.answer(413, 'Too large.')
    })
    expect(outcome.session(1)).toMatchObject({ state: 'failed', outcome: 'interrupted' })
    expect(outcome.session(1)?.verdict).toContain('413')
  })

  test('the answer to HEAD needs no body', () => {
    const outcome = projected((traffic) => {
      traffic.post('', { method: 'HEAD' })
      traffic.answer(200, '', ['Content-Length: 674'])
    })
    expect(outcome.findings).toEqual([])
  })

  test('our own connection request goes from the ACS to the CPE', () => {
    const outcome = projected((traffic) => {
      traffic.outgoing(9)
      traffic.post('', { method: 'GET', connection: 9 })
      traffic.answer(200)
    })
    expect(outcome.message('1.q')).toMatchObject({ direction: 'acs-to-cpe', kind: 'http', index: 0 })
    expect(outcome.message('1.r')).toMatchObject({ direction: 'cpe-to-acs', kind: 'http', index: 1 })
  })
})

test('a projector goes on from any place as if it had never stopped', () => {
  const traffic = new Traffic()
  traffic.session({ events: ['1 BOOT'], values: { [ssid]: 'home' } }, [
    [setValues({ [ssid]: 'cafe' }, 'a'), setValuesResponse('a')],
  ])
  traffic.session({ serial: 'S2' }, [], false)
  traffic.session({ events: ['4 VALUE CHANGE'], values: { [ssid]: 'mine' } })
  const { facts } = traffic
  const whole = new Outcome().take(facts)
  for (let stop = 0; stop <= facts.length; stop += 1) {
    const before = new Outcome().take(facts.slice(0, stop))
    const needed = before.projector.neededFrom ?? stop + 1
    const after = new Outcome()
    for (const [id, tree] of before.trees) after.trees.set(id, tree)
    for (const [id, record] of before.devices) after.devices.set(id, record)
    for (const [id, record] of before.sessions) after.sessions.set(id, record)
    for (const [id, record] of before.messages) after.messages.set(id, record)
    after.take(facts.slice(needed - 1, stop), true).take(facts.slice(stop))
    expect(after.sessions, `stopped after ${stop}`).toEqual(whole.sessions)
    expect(after.messages, `stopped after ${stop}`).toEqual(whole.messages)
    expect(after.devices, `stopped after ${stop}`).toEqual(whole.devices)
    expect([...before.changes, ...after.changes], `stopped after ${stop}`).toEqual(whole.changes)
  }
})

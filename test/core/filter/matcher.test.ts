import { describe, expect, it } from 'vitest'
import {
  fieldNames,
  matches,
  parseFilter,
  type Filter,
  type FilterFacts,
  type FilterOptions,
  type MessageFacts,
  type SessionFacts,
} from '../../../src/core/filter/index.js'
import { message, messageRow, session, sessionRow } from './rows.js'

const options: FilterOptions = {
  zoneOffset: () => 60,
}

function filter(text: string): Filter {
  const parsed = parseFilter(text, options)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`)
  return parsed.filter
}
const fit = (text: string, facts: FilterFacts) => matches(filter(text), facts)

/** For each field: facts, filters they fit, filters they do not fit. */
const perField: Record<
  string,
  { message?: Partial<MessageFacts>; session?: Partial<SessionFacts>; fits: string[]; fitsNot: string[] }
> = {
  rpc: {
    message: { rpc: 'GetParameterValues' },
    fits: ['rpc:GetParameterValues', 'rpc:getparametervalues', 'rpc:Get*', 'rpc:*Values', 'rpc:/^get.*s$/'],
    fitsNot: ['rpc:GetParameter', 'rpc:Get', 'rpc:*Names', 'rpc:"Get*"', 'rpc:/^set/'],
  },
  device: {
    session: { deviceId: '00259E-HG8245-48575443' },
    fits: ['device:hg8245', 'device:00259e', 'device:00259E-*', 'device:/5443$/'],
    fitsNot: ['device:HG8246', 'device:8246*', 'device:/^HG/'],
  },
  event: {
    message: { events: ['1 BOOT', '4 VALUE CHANGE', 'M Reboot'] },
    fits: [
      'event:1',
      'event:"1 BOOT"',
      'event:boot',
      'event:"value change"',
      'event:"M Reboot"',
      'event:M',
      'event:Value*',
    ],
    fitsNot: ['event:10', 'event:0', 'event:value', 'event:BOO', 'event:"M Download"'],
  },
  direction: {
    message: { direction: 'acs-to-cpe' },
    fits: ['direction:acs', 'direction:ACS'],
    fitsNot: ['direction:cpe'],
  },
  kind: { message: { kind: 'fault' }, fits: ['kind:fault', 'kind:Fault'], fitsNot: ['kind:request'] },
  fault: {
    message: { faultCodes: ['9003', '9005'] },
    fits: ['fault:9005', 'fault:9003', 'fault:900*', 'fault:>=9005', 'fault:<9004'],
    fitsNot: ['fault:900', 'fault:9001', 'fault:>9005', 'fault:Client'],
  },
  status: {
    message: { status: 401 },
    fits: ['status:401', 'status:=401', 'status:>=400', 'status:<500', 'status:4*'],
    fitsNot: ['status:40', 'status:200', 'status:>401'],
  },
  state: { session: { state: 'failed' }, fits: ['state:failed'], fitsNot: ['state:open'] },
  outcome: {
    session: { outcome: 'cookie-lost' },
    fits: ['outcome:cookie-lost', 'outcome:cookie*'],
    fitsNot: ['outcome:timeout'],
  },
  path: {
    message: { paths: ['Device.WiFi.SSID.1.SSID', 'Device.Time.'] },
    fits: [
      'path:ssid',
      'path:WiFi.SSID',
      'path:Device.WiFi.SSID.*.SSID',
      'path:*SSID',
      'path:/^Device\\.Time\\.$/',
      'path:Time.',
    ],
    fitsNot: ['path:SSID2', 'path:WiFi.*2', 'path:/^WiFi/'],
  },
  value: {
    message: { values: ['My "home" net', '>5'] },
    fits: ['value:HOME', 'value:"\\"home\\" net"', 'value:>5', 'value:"my*" OR value:My*'],
    fitsNot: ['value:away', 'value:"m*"', 'value:>4'],
  },
  key: { message: { commandKeys: ['fw-2026-11'] }, fits: ['key:fw', 'key:2026'], fitsNot: ['key:2027'] },
  rule: {
    message: { rules: ['array-count-mismatch'] },
    fits: ['rule:array-count-mismatch', 'rule:array*'],
    fitsNot: ['rule:array'],
  },
  severity: {
    message: { findings: { error: 0, warning: 2, info: 0 } },
    fits: ['severity:warning'],
    fitsNot: ['severity:error', 'severity:info'],
  },
  source: { session: { source: 'simulator' }, fits: ['source:simulator'], fitsNot: ['source:acs'] },
  session: {
    session: { id: 'c0ffee.12' },
    fits: ['session:12', 'session:c0ffee.12'],
    fitsNot: ['session:1', 'session:c0ffee'],
  },
  connection: {
    message: { connection: 3 },
    fits: ['connection:3', 'connection:>2'],
    fitsNot: ['connection:33', 'connection:<3'],
  },
  address: {
    session: { addresses: ['192.168.1.20:49152', '[fe80::1]:7547'] },
    fits: ['address:192.168.1.', 'address:"[fe80::1]"', 'address:192.*:49152'],
    fitsNot: ['address:10.0.', 'address:192.*.21'],
  },
  mark: { message: { marks: ['Look here'] }, fits: ['mark:look', 'mark:*'], fitsNot: ['mark:there'] },
  note: {
    message: { notes: ['asked vendor'] },
    fits: ['note:vendor', 'note:"asked v"'],
    fitsNot: ['note:none'],
  },
  size: {
    message: { bytes: 64 * 1024 + 10 },
    fits: ['size:>=64KB', 'size:>64kb', 'size:64KB', 'size:<1MB', 'size:65546', 'size:0.06MB'],
    fitsNot: ['size:<=64KB', 'size:63KB', 'size:>1MB', 'size:65545'],
  },
  duration: {
    message: { durationMs: 2500 },
    session: { durationMs: 2500 },
    fits: [
      'duration:>2s',
      'duration:2s',
      'duration:>=2500',
      'duration:2.5s',
      'duration:<1min',
      'duration:<0.1h',
    ],
    fitsNot: ['duration:>3s', 'duration:3s', 'duration:<=2s', 'duration:2.4s'],
  },
  time: {
    message: { at: Date.UTC(2026, 10, 22, 9, 30, 15, 250) },
    session: { startedAt: Date.UTC(2026, 10, 22, 9, 30, 15, 250) },
    fits: [
      'time:>2026-11-22T10:00',
      'time:>2026-11-22T09:30Z',
      'time:2026-11-22',
      'time:"2026-11-22 10:30"',
      'time:2026-11-22T10:30:15',
      'time:2026-11-22T10:30:15.25',
      'time:2026-11-22T04:30-05:00',
      'time:<2026-11-23',
    ],
    fitsNot: [
      'time:>2026-11-22T10:31',
      'time:<2026-11-22T10:00',
      'time:2026-11-23',
      'time:2026-11-22T09:30',
      'time:2026-11-22T10:30:15.2Z',
    ],
  },
}

describe('fields', () => {
  it('are all tested here', () => {
    expect(Object.keys(perField).sort()).toEqual([...fieldNames].sort())
  })

  for (const [field, { message: facts = {}, session: of = {}, fits, fitsNot }] of Object.entries(perField)) {
    for (const [row, found] of [
      ['session', sessionRow([message(facts)], of)],
      ['message', messageRow(facts, session(of))],
    ] as const) {
      it.each(fits)(`${field} in a ${row} list: %s fits`, (text) => expect(fit(text, found)).toBe(true))
      it.each(fitsNot)(`${field} in a ${row} list: %s does not fit`, (text) =>
        expect(fit(text, found)).toBe(false),
      )
    }
  }

  it('match nothing where the fact is missing', () => {
    const bare = messageRow({ connection: null }, null)
    const asked = [
      'rpc:*',
      'device:*',
      'event:*',
      'fault:*',
      'status:>0',
      'state:done',
      'connection:>0',
      'duration:>=0',
      'mark:*',
      'rule:*',
    ]
    for (const text of asked) expect([text, fit(text, bare)]).toEqual([text, false])
  })

  it('find marks and notes of the session and of its messages in a session list', () => {
    const row = sessionRow([message({ notes: ['of a message'] })], { notes: ['of the session'] })
    expect(fit('note:message note:session', row)).toBe(true)
  })

  it('take duration and time of the session in a session list, and of the message inside msg', () => {
    const row = sessionRow([message({ durationMs: 10 })], { durationMs: 5000 })
    expect(fit('duration:>2s', row)).toBe(true)
    expect(fit('duration:<2s', row)).toBe(false)
    expect(fit('msg(duration:<2s)', row)).toBe(true)
  })
})

describe('bare words', () => {
  const row = sessionRow([
    message({ rpc: 'Inform', paths: ['Device.DeviceInfo.SoftwareVersion'] }),
    message({ kind: 'fault', faultTexts: ['Invalid parameter name'], values: ['secret'] }),
  ])

  it.each([
    'hg8245',
    'inform',
    'softwareversion',
    '"invalid parameter"',
    'Soft*ion',
    'DeviceInfo.*Version',
    '/vers/',
  ])('find %s in device id, RPC, parameter names or fault text', (text) => expect(fit(text, row)).toBe(true))

  it.each(['secret', 'HG8246', '"Soft*ion"', 'Soft*xx'])('do not find %s', (text) =>
    expect(fit(text, row)).toBe(false),
  )
})

describe('combinations', () => {
  const row = sessionRow([
    message({ rpc: 'Inform', events: ['1 BOOT'] }),
    message({ rpc: 'Reboot', direction: 'acs-to-cpe' }),
  ])

  it('lets each term be met by a different message of a session', () => {
    expect(fit('rpc:Reboot event:1', row)).toBe(true)
    expect(fit('rpc:Reboot AND direction:cpe', row)).toBe(true)
  })

  it('ties terms to one message in msg', () => {
    expect(fit('msg(rpc:Inform event:1)', row)).toBe(true)
    expect(fit('msg(rpc:Reboot event:1)', row)).toBe(false)
    expect(fit('msg(rpc:Reboot direction:acs device:HG8245)', row)).toBe(true)
    expect(fit('MSG(rpc:Reboot) -msg(rpc:Download)', row)).toBe(true)
  })

  it('means by NOT that no message of the session meets the term', () => {
    expect(fit('NOT rpc:Inform', row)).toBe(false)
    expect(fit('-rpc:Download', row)).toBe(true)
    expect(fit('msg(-rpc:Inform)', row)).toBe(true)
    expect(fit('-(rpc:Inform rpc:Download)', row)).toBe(true)
    expect(fit('NOT NOT rpc:Inform', row)).toBe(true)
  })

  it('binds NOT before AND before OR', () => {
    expect(fit('rpc:Download rpc:Reboot OR rpc:Inform', row)).toBe(true)
    expect(fit('rpc:Inform OR rpc:Reboot rpc:Download', row)).toBe(true)
    expect(fit('(rpc:Inform OR rpc:Reboot) rpc:Download', row)).toBe(false)
    expect(fit('NOT rpc:Download rpc:Reboot', row)).toBe(true)
  })

  it('takes keywords in lower case for words', () => {
    expect(fit('inform and reboot', row)).toBe(false)
    expect(fit('"AND"', row)).toBe(false)
  })

  it('fits everything when it is empty', () => {
    expect(fit('', row)).toBe(true)
    expect(fit('  ', messageRow({}))).toBe(true)
  })

  it('does not read costly facts that no term asks for', () => {
    const costly: MessageFacts = {
      ...message({ rpc: 'Inform' }),
      get paths(): readonly string[] {
        throw new Error('read')
      },
    }
    expect(fit('rpc:Inform', sessionRow([costly]))).toBe(true)
    expect(() => fit('path:x', sessionRow([costly]))).toThrow('read')
  })
})

it('finds a wildcard anywhere in a text, as a plain word is found, but covers a code whole', () => {
  const facts = sessionRow([message({ rpc: 'SetParameterValues', paths: ['Device.WiFi.SSID.1.SSID'] })], {
    deviceId: '202BC1-BM632w-1',
  })
  expect(fit('device:M632* path:WiFi.*.SSID', facts)).toBe(true)
  expect(fit('device:632x*', facts)).toBe(false)
  expect(fit('rpc:Set*', facts)).toBe(true)
  expect(fit('rpc:Parameter*', facts)).toBe(false)
})

import { describe, expect, it } from 'vitest'
import type { DeviceRecord, SessionRecord } from '../../../../src/core/sessions/records.js'
import { createDeviceDirectory } from '../../../../src/main/engine/devices/index.js'
import { emptyQueue, emptyReader, emptyWorkspace } from '../../stand-in-services.js'

const record = (id: string, lastInform: string | null): DeviceRecord => ({
  id,
  manufacturer: 'M',
  oui: '00E0FC',
  productClass: 'P',
  serialNumber: id,
  root: 'Device',
  softwareVersion: '1',
  ip: '192.0.2.7',
  lastInform,
  cwmpVersion: '1.2',
  parameterCount: 3,
  periodicInformInterval: 60,
  connectionRequestUrl: null,
})

const session = (id: string, state: SessionRecord['state'], startedAt: string): SessionRecord => ({
  id,
  deviceId: 'a',
  startedAt,
  endedAt: null,
  state,
  outcome: state === 'open' ? 'open' : 'completed',
  verdict: `Session ${id}.`,
  boundBy: 'cookie',
  cwmpVersion: '1.2',
  events: [],
  messages: 0,
  findings: { error: 0, warning: 0, info: 0 },
  durationMs: 0,
  source: 'acs',
})

function directoryOf(options: {
  readonly records?: readonly DeviceRecord[]
  readonly newest?: SessionRecord
  readonly withCredentials?: readonly string[]
}) {
  let now = Date.parse('2026-11-22T12:00:30.000Z')
  const { records = [], newest, withCredentials = [] } = options
  const directory = createDeviceDirectory({
    reader: {
      ...emptyReader,
      devices: async () => records,
      device: async (id) => records.find((known) => known.id === id) ?? null,
      newestSessions: async () => new Map(newest ? [[newest.deviceId ?? '', newest]] : []),
      sessions: async () => ({ items: newest ? [newest] : [], nextCursor: null, total: newest ? 1 : 0 }),
    },
    workspace: { ...emptyWorkspace, devicesWithCredentials: () => withCredentials },
    queue: emptyQueue,
    now: () => now,
  })
  return { directory, pass: (ms: number) => (now += ms) }
}

const noon = '2026-11-22T12:00:00.000Z'

describe('device directory', () => {
  it('has last seen devices first, and those never seen here at the end', async () => {
    const { directory } = directoryOf({
      records: [record('old', '2026-11-01T00:00:00.000Z'), record('b', noon), record('a', noon)],
      withCredentials: ['00E0FC-HG-1%2D2', 'a'],
    })
    expect((await directory.list()).map(({ id }) => id)).toEqual(['a', 'b', 'old', '00E0FC-HG-1%2D2'])
    expect(await directory.count()).toBe(4)
  })

  it('reads the parts of an id for a device the capture has never seen', async () => {
    const { directory } = directoryOf({ withCredentials: ['00E0FC--1%2D2', 'no id of ours'] })
    expect(await directory.get('00E0FC--1%2D2')).toMatchObject({
      oui: '00E0FC',
      productClass: '',
      serialNumber: '1-2',
      lastInform: null,
      online: false,
    })
    expect(await directory.get('no id of ours')).toMatchObject({ oui: '', serialNumber: 'no id of ours' })
    expect(await directory.get('nobody')).toBeNull()
  })

  it('says online for two periodic intervals, and tells once who went', async () => {
    const { directory, pass } = directoryOf({ records: [record('a', noon)] })
    expect(await directory.get('a')).toMatchObject({ online: true })
    pass(60_000)
    expect(directory.wentOffline()).toEqual([])
    pass(40_000)
    expect(directory.wentOffline()).toEqual(['a'])
    expect(directory.wentOffline()).toEqual([])
    expect(await directory.get('a')).toMatchObject({ online: false })
  })

  it('says online again when a connection request was answered', async () => {
    const { directory, pass } = directoryOf({ records: [record('a', noon)] })
    pass(600_000)
    expect(await directory.get('a')).toMatchObject({ online: false })
    directory.answered('a')
    expect(await directory.get('a')).toMatchObject({ online: true })
  })

  it('says online while a session is open, however long it takes', async () => {
    const { directory, pass } = directoryOf({
      records: [record('a', noon)],
      newest: session('s1', 'open', noon),
    })
    pass(600_000)
    expect(await directory.get('a')).toMatchObject({ online: true, lastSession: { id: 's1', state: 'open' } })
  })

  it('follows the newest session, and is not led back by an older one', async () => {
    const { directory } = directoryOf({ records: [record('a', noon)], newest: session('s1', 'open', noon) })
    await directory.get('a')
    directory.sessionChanged(session('s2', 'open', '2026-11-22T12:00:10.000Z'))
    directory.sessionChanged(session('s1', 'done', noon))
    expect(await directory.get('a')).toMatchObject({
      lastSession: { id: 's2', state: 'open', verdict: 'Session s2.' },
    })
  })

  it('lists each device with its newest session, and follows devices that come later', async () => {
    const records = [record('a', noon)]
    const { directory } = directoryOf({ records, newest: session('s1', 'done', noon) })
    expect(await directory.list()).toMatchObject([{ id: 'a', lastSession: { id: 's1' } }])
    records.push(record('b', noon))
    directory.sessionChanged({ ...session('s2', 'open', noon), deviceId: 'b' })
    expect(await directory.list()).toMatchObject([
      { id: 'a', lastSession: { id: 's1', state: 'done' } },
      { id: 'b', lastSession: { id: 's2', state: 'open' } },
    ])
  })
})

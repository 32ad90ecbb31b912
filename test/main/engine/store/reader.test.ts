import { beforeEach, describe, expect, test } from 'vitest'
import type { CaptureReader } from '../../../../src/main/engine/store/index.js'
import { fault, setValues, setValuesResponse } from '../../../core/sessions/traffic.js'
import { record, useCaptures } from '../recorder/captures.js'

const { open } = useCaptures()
const ssid = 'Device.WiFi.SSID.1.SSID'
const device = '00A0B1-Box-S1'
let reader: CaptureReader

beforeEach(async () => {
  const capture = await open()
  reader = capture.reader
  await record(capture.recorder, (traffic) => {
    traffic.session({ events: ['1 BOOT'], values: { [ssid]: 'home', 'Device.A': '1' } }, [
      [setValues({ [ssid]: 'cafe' }, 'a'), setValuesResponse('a')],
    ])
    traffic.session({ serial: 'S2' }, [[setValues({ [ssid]: '' }, 'a'), fault('a')]])
    for (let serial = 3; serial <= 7; serial += 1) traffic.session({ serial: `S${serial}` })
    traffic.post('garbage', { connection: 99 })
    traffic.answer(400)
  })
})

const numbers = (ids: readonly { readonly id: string }[]) => ids.map(({ id }) => Number(id.split('.')[1]))

/** All pages of a list. */
async function all<T>(
  page: (cursor?: string) => Promise<{ items: readonly T[]; nextCursor: string | null } | null>,
): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined; ;) {
    const answer = await page(cursor)
    items.push(...(answer?.items ?? []))
    if (!answer?.nextCursor) return items
    cursor = answer.nextCursor
  }
}

describe('sessions', () => {
  test('come newest first, page by page', async () => {
    const first = await reader.sessions({ limit: 3 })
    expect(first.total).toBe(7)
    expect(numbers(first.items)).toEqual([15, 13, 11])
    expect(numbers(await all((cursor) => reader.sessions({ limit: 3, cursor })))).toEqual([
      15, 13, 11, 9, 7, 4, 1,
    ])
  })

  test('of one device', async () => {
    const page = await reader.sessions({ limit: 10, deviceId: device })
    expect(page.items.map(({ deviceId }) => deviceId)).toEqual([device])
    expect(page.total).toBe(1)
  })

  test.each([
    ['fault:9003', [4]],
    ['event:1', [1]],
    ['cafe value:cafe', []],
    ['value:cafe', [1]],
    ['rpc:SetParameterValues', [4, 1]],
    ['-rpc:SetParameterValues', [15, 13, 11, 9, 7]],
    ['device:S2', [4]],
  ])('by the filter %s', async (filter, expected) => {
    const page = await reader.sessions({ limit: 10, filter })
    expect(numbers(page.items)).toEqual(expected)
    expect(page.total).toBe(expected.length)
  })

  test('by a filter, page by page', async () => {
    const filter = '-rpc:SetParameterValues'
    expect(numbers(await all((cursor) => reader.sessions({ limit: 2, cursor, filter })))).toEqual([
      15, 13, 11, 9, 7,
    ])
  })

  test('with a mistake in the filter are refused with its place', async () => {
    await expect(reader.sessions({ limit: 1, filter: 'rpc:Inform (' })).rejects.toMatchObject({
      name: 'QueryError',
      offset: expect.any(Number),
    })
  })

  test.each([
    'nonsense',
    Buffer.from('["other",1,2]').toString('base64url'),
    Buffer.from('["sessions","x"]').toString('base64url'),
  ])('with the foreign cursor %s are refused', async (cursor) => {
    await expect(reader.sessions({ limit: 1, cursor })).rejects.toThrow(
      /cursor is not one that this list gave/,
    )
  })
})

describe('messages', () => {
  test('of a session come in order, and by filter', async () => {
    const id = `${reader.captureId}.4`
    const page = await reader.sessionMessages(id, { limit: 4 })
    expect(page.items.map(({ index, rpc }) => [index, rpc])).toEqual([
      [0, 'Inform'],
      [1, 'Inform'],
      [2, null],
      [3, 'SetParameterValues'],
    ])
    expect(page.total).toBe(6)
    const faults = await reader.sessionMessages(id, { limit: 4, filter: 'kind:fault' })
    expect(faults.items).toMatchObject([{ id: `${reader.captureId}.6.q`, fault: { code: '9003' } }])
  })

  test('are found by id, those without a session too', async () => {
    expect(await reader.message(`${reader.captureId}.17.r`)).toMatchObject({
      httpStatus: 400,
      sessionId: null,
    })
    expect(await reader.bytes(`${reader.captureId}.17.q`)).toMatchObject({
      exchange: 17,
      connection: 99,
      remote: '192.0.2.7:40000',
    })
  })

  test.each(['', 'x.1.q', 'other.1.q', '1', '.1.q'])('with the unknown id "%s" are null', async (id) => {
    expect(await reader.message(id)).toBeNull()
    expect(await reader.bytes(id)).toBeNull()
    expect(await reader.session(id)).toBeNull()
  })
})

describe('parameters', () => {
  const at = (moment?: string) => reader.parameters(device, { limit: 100, at: moment, prefix: ssid })

  test('are those that a message named, in tree order, by prefix and search, page by page', async () => {
    const paths = (await all((cursor) => reader.parameters(device, { limit: 2, cursor }))).map(
      ({ path }) => path,
    )
    expect(paths).toEqual(['Device.A', ssid])
    expect((await reader.parameters(device, { limit: 9, prefix: 'Device.WiFi.S' }))?.total).toBe(1)
    expect((await reader.parameters(device, { limit: 9, search: 'CAFE' }))?.items).toMatchObject([
      { path: ssid },
    ])
    expect(await reader.parameters('nobody', { limit: 9 })).toBeNull()
  })

  test('at a message or a time are as they were then', async () => {
    const value = async (moment?: string) => (await at(moment))?.items[0]?.value
    const id = reader.captureId
    expect(await value()).toBe('cafe')
    expect(await value(`${id}.1.q`)).toBe('home')
    // The CPE has been asked, but has not agreed yet.
    expect(await value(`${id}.2.r`)).toBe('home')
    expect(await value(`${id}.3.q`)).toBe('cafe')
    const { at: accepted } = (await reader.message(`${id}.3.q`)) ?? { at: '' }
    expect(await value(accepted)).toBe('cafe')
    expect(await value(new Date(Date.parse(accepted) - 1).toISOString())).toBe('home')
    expect((await at('2020-01-01T00:00:00Z'))?.total).toBe(0)
    await expect(at('yesterday')).rejects.toThrow(/neither the id of a message .* nor a time/)
  })

  test('have their history, newest first', async () => {
    const history = await reader.history(device, ssid, { limit: 1 })
    expect(history).toMatchObject({
      total: 2,
      items: [{ value: 'cafe', cause: 'acs', messageId: `${reader.captureId}.2.r` }],
    })
    const all2 = await all((cursor) => reader.history(device, ssid, { limit: 1, cursor }))
    expect(all2.map(({ value, type }) => [value, type])).toEqual([
      ['cafe', 'string'],
      ['home', 'string'],
    ])
    expect((await reader.history(device, 'Device.Unknown', { limit: 1 }))?.total).toBe(0)
  })

  test('are laid out as rows', async () => {
    const query = {
      search: '',
      expansion: { all: true, except: ['Device.WiFi.'] },
      from: 1,
      count: 5,
      locate: 'Device.WiFi.',
    }
    expect(await reader.treeRows(device, query)).toMatchObject({
      rows: [{ path: 'Device.A' }, { path: 'Device.WiFi.', expanded: false }],
      total: 3,
      matches: 6,
      parameterCount: 2,
      position: 2,
    })
    expect(await reader.treeRows('nobody', query)).toBeNull()
  })
})

test('findings are listed and counted, by session and filter', async () => {
  const every = await reader.findings({ limit: 100 })
  expect(every.total).toBeGreaterThan(0)
  // Of the whole capture what is new comes first.
  expect(every.items[0]?.messageId).toMatch(new RegExp(`^${reader.captureId}\\.17\\.`))
  const rule = every.items[0]?.rule ?? ''
  const filtered = await reader.findings({ limit: 100, filter: `rule:${rule}` })
  expect(filtered.items.every((finding) => finding.rule === rule)).toBe(true)
  const session = `${reader.captureId}.4`
  const { error, warning, info } = await reader.findingCounts(session)
  expect((await reader.findings({ limit: 1, sessionId: session })).total).toBe(error + warning + info)
  expect((await reader.findings({ limit: 1, sessionId: 'other.4' })).total).toBe(0)
  expect(await reader.findingCounts('other.4')).toEqual({ error: 0, warning: 0, info: 0 })
})

test('the figures say how much there is', async () => {
  const figures = await reader.figures()
  expect(figures).toMatchObject({ exchanges: 17, sessions: 7 })
  expect(figures.bytes).toBeGreaterThan(10_000)
})

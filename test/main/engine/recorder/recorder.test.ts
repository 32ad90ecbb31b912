import { copyFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test, vi } from 'vitest'
import type { Projection } from '../../../../src/core/sessions/index.js'
import { openCapture } from '../../../../src/main/engine/recorder/index.js'
import { CaptureRecorder } from '../../../../src/main/engine/recorder/recorder.js'
import {
  CaptureStore,
  lockCapture,
  openCaptureFile,
  SqliteCaptureReader,
} from '../../../../src/main/engine/store/index.js'
import {
  informResponse,
  informXml,
  setValues,
  setValuesResponse,
  Traffic,
} from '../../../core/sessions/traffic.js'
import { record, useCaptures } from './captures.js'
import { hand } from './hand.js'

const { folder, open } = useCaptures()
const ssid = 'Device.WiFi.SSID.1.SSID'
const device = '00A0B1-Box-S1'

/** Sessions of every kind: complete, faulty, unbound, refused, open. */
function mixedTraffic(traffic: Traffic): void {
  traffic.session({ events: ['0 BOOTSTRAP', '1 BOOT'], values: { [ssid]: 'home' } }, [
    [setValues({ [ssid]: 'cafe' }, 'a'), setValuesResponse('a')],
  ])
  traffic.session({ serial: 'S2', values: { 'Device.Long': 'x'.repeat(3000) } }, [], false)
  traffic.post('garbage', { connection: 90 })
  traffic.answer(400, 'No.')
  traffic.post('', { method: 'GET', connection: 91 })
  traffic.bind(null)
  traffic.answer(200, '<html></html>')
  traffic.session({ events: ['4 VALUE CHANGE'], values: { [ssid]: 'mine' } })
  const open = traffic.post(informXml({ serial: 'S3' }), { connection: 92 })
  traffic.bind(open, 'connection')
  traffic.answer(200, informResponse)
  traffic.post('', { connection: 92 })
}

/** Every row of every projection. */
function projections(path: string): Record<string, unknown[]> {
  const copy = join(folder.path, `copy-${Math.random()}.cwmp`)
  copyFileSync(path, copy)
  const database = new DatabaseSync(copy)
  const rows = Object.fromEntries(
    ['session', 'message', 'device', 'parameter_change', 'finding', 'progress'].map((table) => [
      table,
      database.prepare(`SELECT * FROM ${table}`).all(),
    ]),
  )
  database.close()
  return rows
}

describe('recording', () => {
  test('gives the bytes back as they were, long or short', async () => {
    const { recorder, reader } = await open()
    await record(recorder, mixedTraffic)
    const facts: Traffic['facts'] = []
    mixedTraffic(new Traffic((fact) => void facts.push(fact)))
    for (const fact of facts) {
      if (fact.type !== 'request' && fact.type !== 'response') continue
      const sent = fact.type === 'request' ? fact.request : fact.response
      const id = `${recorder.captureId}.${sent.exchange}.${fact.type === 'request' ? 'q' : 'r'}`
      const stored = await reader.bytes(id)
      expect(Buffer.from(stored?.head ?? []).equals(sent.head), id).toBe(true)
      expect(Buffer.from(stored?.body ?? []).equals(sent.body), id).toBe(true)
    }
  })

  test('commits what is handed in during one turn together, in order', async () => {
    const { recorder } = await open()
    const order: string[] = []
    const other = new DatabaseSync(folder.capture, { readOnly: true })
    const count = () => Number(other.prepare('SELECT count(*) AS n FROM journal').get()?.['n'])
    const waiting: Promise<void>[] = []
    const traffic = new Traffic((fact) => {
      const number = waiting.length
      waiting.push(hand(recorder, fact).then(() => void order.push(`${number}: ${count()}`)))
    })
    for (let post = 0; post < 3; post += 1) traffic.post('')
    expect(count()).toBe(0)
    await Promise.all(waiting)
    // One transaction: when the first is told, all three are there.
    expect(order).toEqual(['0: 3', '1: 3', '2: 3'])
    other.close()
  })

  test('tells listeners after the commit', async () => {
    const { recorder } = await open()
    const heard: Projection[] = []
    const other = new DatabaseSync(folder.capture, { readOnly: true })
    const done = new Promise<void>((resolve) => {
      recorder.onChange((changes) => {
        expect(other.prepare("SELECT count(*) AS n FROM journal WHERE kind = 'binding'").get()?.['n']).toBe(1)
        heard.push(...changes.filter(({ type }) => type !== 'finding'))
        resolve()
      })
    })
    await record(recorder, (traffic) =>
      traffic.bind(traffic.post(informXml({ values: { [ssid]: 'x' } })), 'connection'),
    )
    await done
    other.close()
    expect(heard.map(({ type }) => type)).toEqual(['message', 'device', 'parameters', 'session'])
    expect(heard[2]).toMatchObject({ deviceId: device, version: 1, changes: [{ path: ssid, value: 'x' }] })
  })

  test('refuses what it cannot write, says so, and goes on when it can again', async () => {
    const lock = lockCapture(folder.capture)
    const store = new CaptureStore(openCaptureFile({ path: folder.capture, mode: 'record' }))
    const recorder = new CaptureRecorder(store, lock, () => 0)
    const reader = new SqliteCaptureReader(store, folder.capture, () => recorder.settle())
    const problems: string[] = []
    recorder.onProblem(({ message }) => problems.push(message))
    const pages = Number(store.database.prepare('PRAGMA page_count').get()?.['page_count'])
    const noise = Array.from({ length: 30_000 }, (_, index) => Math.sin(index).toString(36)).join('')
    store.database.exec(`PRAGMA max_page_count = ${pages}`)
    await expect(record(recorder, (traffic) => void traffic.post(noise))).rejects.toThrow(
      /Recording failed: .*full/,
    )
    expect(problems).toHaveLength(1)
    expect(recorder.recording).toBe(false)
    let recovered = 0
    recorder.onRecovery(() => (recovered += 1))
    expect((await reader.figures()).exchanges).toBe(0)
    store.database.exec('PRAGMA max_page_count = 100000')
    await record(recorder, (traffic) => void traffic.session())
    expect((await reader.sessions({ limit: 10 })).items).toMatchObject([{ outcome: 'completed' }])
    expect(recorder.recording).toBe(true)
    expect(recovered).toBe(1)
    await recorder.close()
  })

  test('gives out every number once, also after reopening', async () => {
    const first = await open()
    await record(first.recorder, (traffic) => void traffic.session())
    const { captureId } = first.recorder
    await first.recorder.close()
    const again = await open()
    expect(again.recorder.captureId).toBe(captureId)
    expect(captureId).toMatch(/^[a-z0-9]{8}$/)
    expect([again.recorder.nextExchange(), again.recorder.nextExchange()]).toEqual([3, 4])
    expect(again.recorder.nextConnection()).toBe(2)
  })

  test('after closing is refused', async () => {
    const { recorder } = await open()
    await recorder.close()
    await expect(recorder.event({ type: 'recording-paused', at: 1 })).rejects.toThrow(/closed/)
    await recorder.close()
  })
})

describe('a capture', () => {
  test('is the same after it was reopened, ids and all', async () => {
    const first = await open()
    await record(first.recorder, (traffic) => void traffic.session({ values: { [ssid]: 'home' } }))
    const query = { limit: 100 }
    const before = {
      sessions: await first.reader.sessions(query),
      messages: await first.reader.sessionMessages(`${first.recorder.captureId}.1`, query),
      devices: await first.reader.devices(),
      parameters: await first.reader.parameters(device, query),
    }
    expect(before.messages.total).toBe(4)
    await first.recorder.close()
    const { reader, problems } = await open()
    expect(problems).toEqual([])
    expect({
      sessions: await reader.sessions(query),
      messages: await reader.sessionMessages(`${first.recorder.captureId}.1`, query),
      devices: await reader.devices(),
      parameters: await reader.parameters(device, query),
    }).toEqual(before)
  })

  test('goes on learning where it stopped', async () => {
    const first = await open()
    await record(
      first.recorder,
      (traffic) => void traffic.session({ values: { [ssid]: 'home', 'Device.B': '1' } }),
    )
    await first.recorder.close()
    const { recorder, reader } = await open()
    await record(
      recorder,
      (traffic) =>
        void traffic.session({ events: ['4 VALUE CHANGE'], values: { [ssid]: 'mine', 'Device.B': '1' } }),
      2,
    )
    const history = await reader.history(device, ssid, { limit: 10 })
    expect(history?.items.map(({ value, cause }) => [value, cause])).toEqual([
      ['mine', 'external'],
      ['home', 'cpe'],
    ])
    expect((await reader.history(device, 'Device.B', { limit: 10 }))?.total).toBe(1)
  })

  test('that is being recorded into is not opened a second time', async () => {
    await open()
    await expect(openCapture({ path: folder.capture, now: () => 0 })).rejects.toMatchObject({
      code: 'in-use',
    })
  })

  test('is one capture under every name that leads to it', async () => {
    await open()
    const alias = join(folder.path, 'alias.cwmp')
    symlinkSync(folder.capture, alias)
    await expect(openCapture({ path: alias, now: () => 0 })).rejects.toMatchObject({ code: 'in-use' })
  })

  test('that cannot be folded into one file on closing says so, and is left free and whole', async () => {
    const lock = lockCapture(folder.capture)
    const store = new CaptureStore(openCaptureFile({ path: folder.capture, mode: 'record' }))
    const recorder = new CaptureRecorder(store, lock, () => 0)
    await record(recorder, (traffic) => void traffic.session())
    vi.spyOn(store.database, 'exec').mockImplementationOnce(() => {
      throw new Error('database or disk is full')
    })
    await expect(recorder.close()).rejects.toMatchObject({
      name: 'CaptureError',
      message: expect.stringMatching(/disk is full.*Nothing recorded is lost.*-wal/),
    })
    const { reader } = await open()
    expect((await reader.figures()).exchanges).toBe(2)
  })

  test('that cannot be brought up to date is refused in words, and can be opened once there is room', async () => {
    const { recorder } = await open()
    await record(recorder, (traffic) => void traffic.session())
    await recorder.close()
    const store = new CaptureStore(openCaptureFile({ path: folder.capture, mode: 'record' }))
    store.wipeProjections()
    store.close()
    const full = vi.spyOn(CaptureStore.prototype, 'writeProjections').mockImplementation(() => {
      throw new Error('database or disk is full')
    })
    await expect(open()).rejects.toMatchObject({
      name: 'CaptureError',
      message: expect.stringMatching(/disk is full/),
    })
    full.mockRestore()
    const { reader } = await open()
    expect((await reader.figures()).sessions).toBe(1)
  })

  test('is the same after re-indexing as it was live', async () => {
    const first = await open()
    await record(first.recorder, mixedTraffic)
    await first.recorder.close()
    // Closing leaves a session open; opening again ends it.
    await (await open()).recorder.close()
    const live = projections(folder.capture)
    expect(live['session']).toHaveLength(4)
    expect(live['finding']?.length).toBeGreaterThan(0)
    const { recorder } = await open()
    expect(await recorder.reindex()).toBeGreaterThan(10)
    await recorder.close()
    expect(projections(folder.capture)).toEqual(live)
  })

  test('takes in what is recorded while it is re-indexed', async () => {
    const { recorder, reader } = await open()
    const facts: Traffic['facts'] = []
    mixedTraffic(new Traffic((fact) => void facts.push(fact)))
    const half = Math.floor(facts.length / 2)
    await Promise.all(facts.slice(0, half).map((fact) => hand(recorder, fact)))
    const done = recorder.reindex()
    await Promise.all(facts.slice(half).map((fact) => hand(recorder, fact)))
    await done
    expect((await reader.sessions({ limit: 10 })).total).toBe(4)
    await recorder.close()
    await (await open()).recorder.close()
    const during = projections(folder.capture)
    const again = await open()
    await again.recorder.reindex()
    await again.recorder.close()
    expect(projections(folder.capture)).toEqual(during)
  })
})

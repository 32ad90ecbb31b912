import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createRpcQueue,
  cwmpIdOf,
  type NewRpc,
  type RpcQueue,
} from '../../../../src/main/engine/rpcs/index.js'
import type { QueuedRpc, Workspace } from '../../../../src/main/engine/workspace/types.js'
import { memoryWorkspace } from './memory-workspace.js'

const device = '00D09E-Gateway-SN1'
const start = Date.parse('2026-11-22T10:00:00.000Z')

let workspace: Workspace
let queue: RpcQueue
const now = (): number => Date.now() * 1000

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  workspace = memoryWorkspace()
  queue = createRpcQueue({ workspace, now })
})
afterEach(() => {
  vi.useRealTimers()
})

const add = (more: Partial<NewRpc> = {}): QueuedRpc =>
  queue.create({ deviceId: device, method: 'Reboot', arguments: { CommandKey: 'k' }, ...more })
const read = (more: Partial<NewRpc> = {}): QueuedRpc =>
  add({ method: 'GetParameterValues', arguments: { ParameterNames: ['Device.'] }, ...more })
const fault = (code: string) => ({ fault: { code, string: 'no', blame: 'Server' as const } })

/** Sends what is next and lets the session break. */
function lose(): string | undefined {
  const rpc = queue.take(device)
  if (rpc !== null) queue.interrupted(rpc.id, 'The CPE hung up.')
  return rpc?.id
}

describe('priority', () => {
  it('goes before age, and age decides among equals', () => {
    const ids = [0, 5, -3, 5].map((priority) => add({ priority }).id)
    const taken: (string | undefined)[] = []
    for (let rpc = queue.take(device); rpc !== null; rpc = queue.take(device)) {
      taken.push(rpc.id)
      queue.finish(rpc.id, { result: {} })
    }
    expect(taken).toEqual([ids[1], ids[3], ids[0], ids[2]])
  })
})

describe('the retry policy', () => {
  it('is none for what may have been carried out: lost, it fails and says so', () => {
    const { id } = add()
    lose()
    expect(queue.get(id)).toMatchObject({
      state: 'failed',
      lost: true,
      attempts: 1,
      fault: { code: 'interrupted', string: expect.stringContaining('not known') },
    })
    expect(queue.take(device)).toBeNull()
  })

  it('sends again after lost sessions where the user says so, as often as he says', () => {
    const { id } = add({ retry: { attempts: 2, after: ['lost'] } })
    expect(lose()).toBe(id)
    expect(queue.get(id)).toMatchObject({ state: 'queued', lost: true, attempts: 1 })
    expect(lose()).toBe(id)
    expect(queue.get(id)).toMatchObject({ state: 'failed', lost: true, attempts: 2 })
  })

  it('sends again after the faults it names, and after no other', () => {
    const retry = { attempts: 3, after: ['fault'], faults: ['9002'] } as const
    const { id } = add({ retry })
    queue.take(device)
    queue.finish(id, fault('9002'))
    expect(queue.get(id)).toMatchObject({
      state: 'queued',
      note: 'The CPE refused it with 9002 (attempt 1 of 3). It is sent again.',
    })
    queue.take(device)
    queue.finish(id, fault('9001'))
    expect(queue.get(id)).toMatchObject({ state: 'failed', fault: { code: '9001' }, attempts: 2 })
  })

  it('lets its delay pass, and others go first meanwhile', () => {
    const first = add({ retry: { attempts: 2, after: ['lost'], delaySeconds: 60 } })
    const second = add()
    lose()
    expect(queue.get(first.id)).toMatchObject({ notBefore: '2026-11-22T10:01:00.000Z' })
    expect(queue.take(device)?.id).toBe(second.id)
    queue.finish(second.id, { result: {} })
    expect(queue.take(device)).toBeNull()
    vi.setSystemTime(start + 60_000)
    expect(queue.take(device)?.id).toBe(first.id)
    expect(queue.get(first.id)).not.toHaveProperty('notBefore')
  })

  it('forgets that it was lost once it is answered', () => {
    const { id } = read()
    lose()
    queue.take(device)
    queue.finish(id, { result: {} })
    expect(queue.get(id)).toMatchObject({ state: 'done', attempts: 2 })
    expect(queue.get(id)).not.toHaveProperty('lost')
  })

  it('gives each attempt a cwmp:ID of its own, at most 32 characters', () => {
    const { id } = read()
    const ids = [1, 2, 3].map(() => {
      const rpc = queue.take(device)
      if (rpc === null) throw new Error('Nothing was taken.')
      queue.interrupted(id, 'x')
      return cwmpIdOf(rpc)
    })
    expect(new Set(ids).size).toBe(3)
    for (const cwmpId of ids) {
      expect(cwmpId.length).toBeLessThanOrEqual(32)
      expect(cwmpId.slice(0, 28)).toBe(id.replaceAll('-', '').slice(0, 28))
    }
  })
})

describe('sending again by hand', () => {
  it('queues what was lost once more, under its id', () => {
    const { id } = add({ expiresAt: '2026-11-22T11:00:00Z' })
    lose()
    vi.setSystemTime(start + 7_200_000)
    const again = queue.resend(id)
    expect(again).toMatchObject({ id, state: 'queued', attempts: 1, lost: true })
    expect(again.note).toMatch(/^Sent again by hand\. Before that: The CPE hung up\./)
    expect(again).not.toHaveProperty('fault')
    expect(queue.take(device)).toMatchObject({ id, attempts: 2 })
  })

  it('is refused for what has not failed, with the reason', () => {
    const { id } = add()
    expect(() => queue.resend(id)).toThrow(/waits to be sent/)
    queue.take(device)
    expect(() => queue.resend(id)).toThrow(/may still come/)
    queue.finish(id, { result: {} })
    expect(() => queue.resend(id)).toThrow(/has not failed \(done\)/)
    expect(() => queue.resend('nope')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})

describe('the cap', () => {
  it('refuses more than a CPE gets through, and takes more when some are gone', () => {
    const ids = Array.from({ length: 1_000 }, () => add().id)
    expect(() => add()).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(() => add()).toThrow(/has 1,000 RPCs waiting/)
    expect(() => add({ deviceId: 'another' })).not.toThrow()
    queue.cancel(ids[500] ?? '')
    expect(() => add()).not.toThrow()
  })

  it('keeps the newest of those that have ended', () => {
    for (let index = 0; index < 1_150; index += 1) queue.cancel(add().id)
    expect(queue.list(device).length).toBeLessThanOrEqual(1_100)
    expect(queue.list(device).length).toBeGreaterThanOrEqual(1_000)
  })
})

describe('a large result', () => {
  const list = Array.from({ length: 20_000 }, (_, index) => ({ Name: `Device.P${index}`, Value: 'v' }))

  it('is told whole and kept as a summary with the message it is in', () => {
    const heard: unknown[] = []
    queue.onAnswer((rpc, outcome) => heard.push(rpc.id, outcome))
    const { id } = read()
    queue.take(device)
    queue.carriedBy(id, 'cap.7.r')
    queue.carriedBy(id, 'cap.8.q')
    queue.finish(id, { result: { ParameterList: list } })
    expect(heard).toEqual([id, { result: { ParameterList: list } }])
    const kept = queue.get(id)
    expect(kept).toMatchObject({
      state: 'done',
      resultKept: { messageId: 'cap.8.q', members: 20_000, values: 40_000 },
      note: 'The result has 40,000 values; it is kept in message cap.8.q of the capture, not in the queue.',
    })
    expect(kept).not.toHaveProperty('result')
    expect(JSON.stringify(kept).length).toBeLessThan(2_000)
  })

  it('is one with a few long values, too', () => {
    const { id } = read()
    queue.take(device)
    queue.finish(id, { result: { ParameterList: [{ Name: 'Device.Log', Value: 'x'.repeat(300_000) }] } })
    expect(queue.get(id)).not.toHaveProperty('result')
  })
})

describe('a request written by hand', () => {
  it('is kept as it is, named after what it calls', () => {
    const xml = '<Envelope><Body><cwmp:X_ACME_Do xmlns:cwmp="urn:dslforum-org:cwmp-1-0"/></Body></Envelope>'
    const raw = { xml, as: 'envelope', id: 'as-written' } as const
    expect(queue.create({ deviceId: device, raw })).toMatchObject({ method: 'X_ACME_Do', arguments: {}, raw })
    expect(queue.create({ deviceId: device, raw: { ...raw, xml: '<no' } }).method).toBe('Raw')
    expect(queue.create({ deviceId: device, method: 'Mine', raw }).method).toBe('Mine')
  })

  it('is never sent again by itself: nobody knows what it does', () => {
    const xml = '<Envelope><Body><GetRPCMethods/></Body></Envelope>'
    const { id } = queue.create({ deviceId: device, raw: { xml, as: 'envelope', id: 'as-written' } })
    lose()
    expect(queue.get(id)).toMatchObject({ state: 'failed', lost: true })
  })

  it.each([
    [{ raw: { xml: '', as: 'envelope', id: 'as-written' } }, /empty/],
    [{ raw: { xml: '<a>\ud800</a>', as: 'body', id: 'queue' } }, /half of a character/],
    [{ raw: { xml: '<nothing/>', as: 'envelope', id: 'queue' } }, /no Envelope with a Body/],
    [{ raw: { xml: '<a/>', as: 'body', id: 'queue' }, arguments: { A: 'b' } }, /arguments are of no use/],
    [{}, /method is missing/],
  ] as const)('is refused where it cannot be sent: %o', (call, reason) => {
    expect(() => queue.create({ deviceId: device, ...call })).toThrow(reason)
  })
})

describe('a part of a job', () => {
  it('is dropped by a restart: the job is gone', () => {
    const { id } = read({ job: 'job-1' })
    const restarted = createRpcQueue({ workspace, now })
    expect(restarted.get(id)).toMatchObject({ state: 'cancelled', note: expect.stringContaining('stopped') })
  })
})

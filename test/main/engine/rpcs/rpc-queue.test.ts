import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRpcQueue, RpcError, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
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

function get(deviceId = device, expiresAt?: string): QueuedRpc {
  return queue.create({
    deviceId,
    method: 'GetParameterValues',
    arguments: { ParameterNames: ['Device.DeviceInfo.'] },
    expiresAt,
  })
}
function reboot(): QueuedRpc {
  return queue.create({ deviceId: device, method: 'Reboot', arguments: { CommandKey: 'k' } })
}

describe('creating', () => {
  it('stores the RPC with an unguessable id before anybody hears of it', () => {
    const heard: QueuedRpc[] = []
    queue.onChange((rpc) => {
      expect(workspace.rpc(rpc.id)).toEqual(rpc)
      heard.push(rpc)
    })
    const rpc = get()
    expect(rpc).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
      deviceId: device,
      method: 'GetParameterValues',
      arguments: { ParameterNames: ['Device.DeviceInfo.'] },
      state: 'queued',
      messageIds: [],
      createdAt: '2026-11-22T10:00:00.000Z',
    })
    expect(heard).toEqual([rpc])
    expect(queue.get(rpc.id)).toEqual(rpc)
    expect(queue.pending(device)).toBe(1)
  })

  it.each([
    ['an unknown method', 'GetParameterValue', {}],
    ['a method only a CPE sends', 'Inform', {}],
    ['a method only a CPE sends', 'TransferComplete', {}],
    ['arguments that do not fit', 'GetParameterValues', { ParameterNames: 'text' }],
    ['a missing argument', 'SetParameterValues', {}],
  ])('refuses %s (%s) with a sentence', (_, method, args) => {
    const create = (): QueuedRpc => queue.create({ deviceId: device, method, arguments: args })
    expect(create).toThrow(RpcError)
    expect(create).toThrow(/\w+ \w+/)
    expect(queue.pending(device)).toBe(0)
    expect(queue.list(device)).toEqual([])
  })

  it('refuses an expiry that is not a time', () => {
    expect(() => get(device, 'soon')).toThrow(/expiresAt is not a time: soon/)
  })
})

describe('taking', () => {
  it('hands RPCs over in the order they were made, one at a time, each to its device', () => {
    const [first, second, foreign] = [get(), reboot(), get('other')]
    vi.setSystemTime(start + 1500)
    expect(queue.take(device)).toEqual({
      ...first,
      state: 'sent',
      sentAt: '2026-11-22T10:00:01.500Z',
      attempts: 1,
    })
    expect(queue.take(device)).toBeNull()
    queue.finish(first.id, { result: {} })
    expect(queue.take(device)?.id).toBe(second.id)
    expect(queue.take('other')?.id).toBe(foreign.id)
    expect(queue.take('unknown')).toBeNull()
  })

  it('notes the messages that carry it, the result and the time of the end', () => {
    const { id } = get()
    queue.take(device)
    queue.carriedBy(id, 'cap.7.r')
    queue.finish(id, { result: { ParameterList: [] } })
    expect(queue.get(id)).toMatchObject({
      state: 'done',
      result: { ParameterList: [] },
      messageIds: ['cap.7.r'],
      endedAt: '2026-11-22T10:00:00.000Z',
    })
    expect(queue.pending(device)).toBe(0)
  })

  it('fails with the fault of the CPE, per parameter', () => {
    const { id } = reboot()
    queue.take(device)
    const fault = {
      code: '9003',
      string: 'Invalid arguments',
      blame: 'Client' as const,
      parameters: [{ parameterName: 'Device.X', code: '9005', string: '' }],
    }
    queue.finish(id, { fault })
    expect(queue.get(id)).toMatchObject({ state: 'failed', fault })
  })

  it('takes no end for an RPC that is not out', () => {
    const { id } = reboot()
    queue.finish(id, { result: {} })
    expect(queue.get(id)?.state).toBe('queued')
    queue.interrupted(id, 'x')
    expect(queue.get(id)?.state).toBe('queued')
  })
})

describe('expiry', () => {
  it('fails an RPC that no session took in time, and goes on with the next', () => {
    const early = get(device, '2026-11-22T10:00:05Z')
    const late = reboot()
    vi.setSystemTime(start + 5000)
    expect(queue.take(device)?.id).toBe(late.id)
    expect(queue.get(early.id)).toMatchObject({
      state: 'failed',
      fault: { code: 'expired', string: expect.stringContaining('2026-11-22T10:00:05.000Z') },
    })
  })

  it('does not touch an RPC that is out', () => {
    const { id } = get(device, '2026-11-22T10:00:05Z')
    queue.take(device)
    vi.setSystemTime(start + 60_000)
    expect(queue.get(id)?.state).toBe('sent')
    queue.finish(id, { result: {} })
    expect(queue.get(id)?.state).toBe('done')
  })

  it('shows in the list and in the number that is pending', () => {
    get(device, '2026-11-22T10:00:05Z')
    vi.setSystemTime(start + 5000)
    expect(queue.pending(device)).toBe(0)
    expect(queue.list(device)).toMatchObject([{ state: 'failed' }])
  })
})

describe('cancelling', () => {
  it('ends a queued RPC', () => {
    const { id } = get()
    expect(queue.cancel(id)).toMatchObject({ state: 'cancelled', endedAt: expect.any(String) })
    expect(queue.take(device)).toBeNull()
  })

  it('is refused once the RPC was sent, has ended, or never was', () => {
    const { id } = get()
    queue.take(device)
    expect(() => queue.cancel(id)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    queue.finish(id, { result: {} })
    expect(() => queue.cancel(id)).toThrow(/ended already \(done\)/)
    expect(() => queue.cancel('nope')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})

describe('an interrupted session', () => {
  it('puts an RPC without side effect back to its place', () => {
    const first = get()
    const second = reboot()
    queue.take(device)
    queue.carriedBy(first.id, 'cap.1.r')
    queue.interrupted(first.id, 'The CPE hung up.')
    expect(queue.get(first.id)).toEqual({
      ...first,
      messageIds: ['cap.1.r'],
      attempts: 1,
      lost: true,
      note: 'The CPE hung up, and the session was lost (attempt 1 of 3). It is sent again.',
    })
    expect(queue.take(device)?.id).toBe(first.id)
    queue.finish(first.id, { result: {} })
    expect(queue.take(device)?.id).toBe(second.id)
  })

  it('gives an RPC up that is never answered', () => {
    const { id } = get()
    for (const attempt of [1, 2, 3]) {
      queue.take(device)
      queue.carriedBy(id, `cap.${String(attempt)}.r`)
      queue.interrupted(id, 'The CPE hung up.')
    }
    expect(queue.get(id)).toMatchObject({
      state: 'failed',
      fault: { code: 'interrupted', string: 'The CPE hung up. Given up after 3 attempts.' },
    })
  })

  it('fails an RPC with a side effect and says why', () => {
    const { id } = reboot()
    queue.take(device)
    queue.interrupted(id, 'The CPE hung up.')
    expect(queue.get(id)).toMatchObject({
      state: 'failed',
      fault: { code: 'interrupted', string: expect.stringMatching(/^The CPE hung up\. .*not sent again/) },
    })
  })
})

describe('a restart', () => {
  it('keeps what was queued, takes up what was sent and had no side effect, fails the rest', () => {
    const sentGet = get()
    const queuedReboot = reboot()
    queue.take(device)
    const sentReboot = queue.create({ deviceId: 'b', method: 'Reboot', arguments: { CommandKey: '' } })
    queue.take('b')

    const restarted = createRpcQueue({ workspace, now })
    expect(restarted.get(sentGet.id)).toMatchObject({ ...sentGet, lost: true, attempts: 1 })
    expect(restarted.get(queuedReboot.id)).toEqual(queuedReboot)
    expect(restarted.get(sentReboot.id)).toMatchObject({
      state: 'failed',
      fault: { code: 'interrupted', string: expect.stringContaining('workbench stopped') },
    })
    expect(restarted.take(device)?.id).toBe(sentGet.id)
  })
})

describe('waiting', () => {
  it('resolves at once for an RPC that has ended or never was', async () => {
    const { id } = get()
    queue.cancel(id)
    await expect(queue.wait(id, 60_000)).resolves.toMatchObject({ state: 'cancelled' })
    await expect(queue.wait('nope', 60_000)).resolves.toBeNull()
  })

  it('resolves when the RPC ends, not when it is sent', async () => {
    const { id } = get()
    const ended = queue.wait(id, 60_000)
    queue.take(device)
    await vi.advanceTimersByTimeAsync(1000)
    queue.finish(id, { result: { a: 'b' } })
    await expect(ended).resolves.toMatchObject({ state: 'done', result: { a: 'b' } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('resolves with the RPC as it is when the time is up', async () => {
    const { id } = get()
    const wait = queue.wait(id, 5000)
    await vi.advanceTimersByTimeAsync(5000)
    await expect(wait).resolves.toMatchObject({ state: 'queued' })
    await expect(queue.wait(id, 0)).resolves.toMatchObject({ state: 'queued' })
  })

  it('resolves when the RPC expires', async () => {
    const { id } = get(device, '2026-11-22T10:00:05Z')
    const wait = queue.wait(id, 60_000)
    await vi.advanceTimersByTimeAsync(5001)
    await expect(wait).resolves.toMatchObject({ state: 'failed', fault: { code: 'expired' } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on past the expiry of an RPC that was sent in time', async () => {
    const { id } = get(device, '2026-11-22T10:00:05Z')
    const wait = queue.wait(id, 60_000)
    queue.take(device)
    await vi.advanceTimersByTimeAsync(20_000)
    queue.finish(id, { result: {} })
    await expect(wait).resolves.toMatchObject({ state: 'done' })
  })
})

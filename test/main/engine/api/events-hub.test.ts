import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineEvent, Status } from '../../../../src/contract/index.js'
import { createEventsHub, type EventsHub } from '../../../../src/main/engine/api/events-hub.js'

function statusEvent(exchanges: number): EngineEvent {
  const status: Status = {
    version: '0',
    acsUrl: null,
    listening: [],
    acsTlsUrl: null,
    fileUrl: null,
    stunAddress: null,
    capture: { path: '', exchanges, sessions: 0, bytes: 0 },
    recording: true,
    devices: 0,
    demo: false,
    problems: [],
  }
  return { type: 'status', status }
}

describe('events hub', () => {
  let hub: EventsHub
  beforeEach(() => {
    vi.useFakeTimers()
    hub = createEventsHub()
  })
  afterEach(() => {
    hub.close()
    vi.useRealTimers()
  })

  /** Subscribes and takes the greeting, as every reader gets it. */
  async function reader(signal?: AbortSignal) {
    const events = hub.subscribe(signal)
    expect((await events.next()).value).toEqual({ type: 'changed' })
    return events
  }

  it('greets a reader with changed, so that it pulls what it shows', async () => {
    const events = hub.subscribe()
    expect(await events.next()).toEqual({ done: false, value: { type: 'changed' } })
  })

  it('computes nothing while nobody listens', async () => {
    const source = vi.fn(() => statusEvent(1))
    hub.tell('status', source)
    await vi.advanceTimersByTimeAsync(100)
    expect(source).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells only the latest of several events of one key, and asks only its source', async () => {
    const events = await reader()
    const first = vi.fn(() => statusEvent(1))
    hub.tell('status', first)
    hub.tell('status', () => statusEvent(2))
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual(statusEvent(2))
    expect(first).not.toHaveBeenCalled()
  })

  it('replaces an event that a reader has not taken yet by the later one', async () => {
    const events = await reader()
    hub.tell('status', () => statusEvent(1))
    await vi.advanceTimersByTimeAsync(16)
    hub.tell('status', () => statusEvent(2))
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual(statusEvent(2))
  })

  it('adds up changed parameters of a device and names at most 100 of them', async () => {
    const events = await reader()
    const paths = Array.from({ length: 80 }, (_, index) => `Device.A.${index}`)
    hub.tellParameters('d', paths, 1)
    hub.tellParameters('d', ['Device.B', ...paths.map((path) => `${path}.X`)], 2)
    await vi.advanceTimersByTimeAsync(16)
    const { value } = await events.next()
    expect(value).toMatchObject({ type: 'parameters', deviceId: 'd', count: 161, version: 2 })
    expect(value?.type === 'parameters' && value.paths).toHaveLength(100)
  })

  it('counts parameters on in an event that a slow reader has not taken yet', async () => {
    const events = await reader()
    hub.tellParameters('d', ['Device.A'], 1)
    await vi.advanceTimersByTimeAsync(16)
    hub.tellParameters('d', ['Device.B'], 2)
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual({
      type: 'parameters',
      deviceId: 'd',
      count: 2,
      paths: ['Device.A', 'Device.B'],
      version: 2,
    })
  })

  it('tells at most 500 events in one flush and the rest in the next', async () => {
    await reader()
    let asked = 0
    for (let index = 0; index < 700; index++) {
      hub.tell(`status ${index}`, () => {
        asked++
        return statusEvent(index)
      })
    }
    await vi.advanceTimersByTimeAsync(16)
    expect(asked).toBe(500)
    await vi.advanceTimersByTimeAsync(16)
    expect(asked).toBe(700)
  })

  it('gives a reader that is 2,000 events behind changed instead of the backlog', async () => {
    const events = await reader()
    for (let round = 0; round < 5; round++) {
      for (let index = 0; index < 500; index++) {
        hub.tell(`status ${round}.${index}`, () => statusEvent(index))
      }
      await vi.advanceTimersByTimeAsync(16)
    }
    expect((await events.next()).value).toEqual({ type: 'changed' })
    // What came after the collapse is there; what came before it is not.
    let after = 0
    hub.tell('last', () => statusEvent(-1))
    await vi.advanceTimersByTimeAsync(16)
    for (;;) {
      const { value } = await events.next()
      after++
      if (value?.type === 'status' && value.status.capture.exchanges === -1) break
    }
    expect(after).toBeLessThan(600)
  })

  it('gives everybody changed when more happens than can be told', async () => {
    const events = await reader()
    for (let index = 0; index <= 2_000; index++) hub.tell(`status ${index}`, () => statusEvent(index))
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual({ type: 'changed' })
  })

  it('is not overtaken: a slow source of an earlier flush is told before a later event of its key', async () => {
    const events = await reader()
    const slow = Promise.withResolvers<EngineEvent>()
    hub.tell('status', () => slow.promise)
    await vi.advanceTimersByTimeAsync(16)
    hub.tell('status', () => statusEvent(2))
    await vi.advanceTimersByTimeAsync(50)
    slow.resolve(statusEvent(1))
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual(statusEvent(2))
  })

  it('says nothing of a thing whose source fails, and goes on', async () => {
    const events = await reader()
    hub.tell('broken', () => Promise.reject(new Error('gone')))
    hub.tell('status', () => statusEvent(3))
    await vi.advanceTimersByTimeAsync(16)
    expect((await events.next()).value).toEqual(statusEvent(3))
  })

  it('ends a reader that aborts while it waits, and listens no more', async () => {
    const controller = new AbortController()
    const events = await reader(controller.signal)
    const waiting = events.next()
    expect(hub.listening).toBe(true)
    controller.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(hub.listening).toBe(false)
  })

  it('forgets a reader that aborts in the middle of an event it never comes back from', async () => {
    const controller = new AbortController()
    await reader(controller.signal)
    controller.abort()
    expect(hub.listening).toBe(false)
  })

  it('ends every reader when it closes', async () => {
    const events = await reader()
    const waiting = events.next()
    hub.close()
    expect((await waiting).done).toBe(true)
    expect((await hub.subscribe().next()).done).toBe(true)
  })
})

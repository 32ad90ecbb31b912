import { describe, expect, it } from 'vitest'
import type { TreeRow } from '../../../../src/contract/index.js'
import { allOpen } from '../../../../src/renderer/features/parameters/expansion.js'
import {
  RowWindow,
  type RowsAnswer,
  type RowsRequest,
} from '../../../../src/renderer/features/parameters/row-window.js'

function row(path: string): TreeRow {
  return {
    path,
    name: path,
    value: 'v',
    type: 'string',
    writable: false,
    notification: 0,
    source: 'get',
    updatedAt: '2026-11-22T12:00:00.000Z',
    messageId: 'm',
    state: 'known',
    isObject: false,
    level: 1,
    positionInSet: 1,
    setSize: 1,
    expanded: false,
    childCount: 0,
    coverage: null,
  }
}

/** An engine whose answers come when the test says so. */
function setUp(total: number) {
  const paths = Array.from({ length: total }, (_, index) => `p${index}`)
  const calls: {
    request: RowsRequest
    signal: AbortSignal
    answer: () => Promise<void>
    fail: () => Promise<void>
  }[] = []
  const timers: (() => void)[] = []
  const shifts: number[] = []
  const window = new RowWindow(
    { search: '', expansion: allOpen },
    {
      pageSize: 10,
      schedule: (task) => {
        timers.push(task)
        return () => timers.splice(timers.indexOf(task), 1)
      },
      fetch: (request, signal) =>
        new Promise((resolve, reject) => {
          const found = paths.filter((path) => path.includes(request.search))
          const answer: RowsAnswer = {
            rows: found.slice(request.from, request.from + request.count).map(row),
            total: found.length,
            matches: found.length,
            parameterCount: paths.length,
            version: 1,
            position: request.locate === undefined ? null : found.indexOf(request.locate),
          }
          const settle = async (task: () => void) => {
            task()
            await new Promise<void>((done) => queueMicrotask(() => queueMicrotask(done)))
          }
          calls.push({
            request,
            signal,
            answer: () => settle(() => resolve(answer)),
            fail: () => settle(() => reject(new Error('The engine is gone.'))),
          })
        }),
    },
  )
  window.onShift((rows) => shifts.push(rows))
  window.setQuery({ search: '', expansion: allOpen })
  return { window, calls, paths, shifts, tick: () => timers.shift()?.() }
}

async function answered(total: number) {
  const made = setUp(total)
  await made.calls[0]?.answer()
  made.window.show(0, 9, null)
  await made.calls[1]?.answer()
  made.calls.splice(0)
  return made
}

describe('the window of rows', () => {
  it('loads what is in view first, then one page on each side', async () => {
    const { window, calls } = await answered(100)
    window.show(50, 59, null)
    expect(calls.map((call) => call.request.from)).toEqual([50, 40, 60])
    expect(window.rowAt(55)).toBeUndefined()
    await calls[0]?.answer()
    expect(window.rowAt(55)?.path).toBe('p55')
  })

  it('aborts calls for rows that were scrolled past', async () => {
    const { window, calls } = await answered(1000)
    window.show(500, 509, null)
    const past = calls[0]
    window.show(900, 909, null)
    expect(past?.signal.aborted).toBe(true)
  })

  it('forgets pages far from the view', async () => {
    const { window, calls } = await answered(1000)
    window.show(900, 909, null)
    for (const call of [...calls]) await call.answer()
    expect(window.rowAt(905)?.path).toBe('p905')
    expect(window.rowAt(5)).toBeUndefined()
  })

  it('asks for each keystroke at once, drops the answers to older ones and keeps the screen until the newest', async () => {
    const { window, calls } = await answered(100)
    window.setQuery({ search: 'p1', expansion: allOpen })
    window.setQuery({ search: 'p11', expansion: allOpen })
    expect(calls.map((call) => call.request.search)).toEqual(['p1', 'p11'])
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(window.rowAt(0)?.path).toBe('p0')
    expect(window.state.searching).toBe(true)
    await calls[1]?.answer()
    await calls[0]?.answer()
    expect(window.state).toMatchObject({ total: 1, matches: 1, parameterCount: 100, searching: false })
    expect(window.rowAt(0)?.path).toBe('p11')
  })

  it('pulls what is in view again when the tree changes, no more often than its pace', async () => {
    const { window, calls, tick } = await answered(100)
    window.refresh()
    window.refresh()
    window.refresh()
    expect(calls).toHaveLength(1)
    await calls[0]?.answer()
    const before = calls.length
    tick()
    expect(calls.length).toBe(before + 1)
  })

  it('tells how far the anchor moved when rows come above it', async () => {
    const { window, calls, paths, shifts } = await answered(100)
    window.show(0, 9, 'p5')
    paths.unshift('new1', 'new2')
    window.refresh()
    expect(calls.at(-1)?.request.locate).toBe('p5')
    await calls.at(-1)?.answer()
    expect(shifts).toEqual([2])
  })

  it('keeps the last good rows and says why when a call fails', async () => {
    const { window, calls } = await answered(20)
    window.setQuery({ search: 'p', expansion: allOpen })
    await calls.at(-1)?.fail()
    expect(window.state.problem).toBe('The engine is gone.')
    expect(window.rowAt(0)?.path).toBe('p0')
  })

  it('locates without a call what it holds, and asks for the rest', async () => {
    const { window, calls } = await answered(1000)
    expect(await window.locate('p3')).toBe(3)
    const asked = window.locate('p700')
    await calls.at(-1)?.answer()
    expect(await asked).toBe(700)
  })

  it('makes no call after it is disposed of', () => {
    const { window, calls } = setUp(10)
    window.dispose()
    const count = calls.length
    window.refresh()
    window.show(0, 9, null)
    expect(calls).toHaveLength(count)
  })
})

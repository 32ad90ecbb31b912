import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { PagedWindow, type FetchPage } from '../../../src/renderer/state/paged-window.js'

interface Item {
  readonly id: string
  readonly rank: number
}

/** An engine's list, highest rank first; cursors name the last item given out. */
function source(count: number) {
  const items: Item[] = Array.from({ length: count }, (_, index) => item(count - index))
  const fetches: { limit: number; cursor?: string }[] = []
  const fetchPage: FetchPage<Item> = async (input) => {
    fetches.push(input)
    const from = input.cursor === undefined ? 0 : items.findIndex((each) => each.id === input.cursor) + 1
    const page = items.slice(from, from + input.limit)
    const last = page.at(-1)
    const more = from + page.length < items.length
    return Promise.resolve({ items: page, nextCursor: more && last ? last.id : null, total: items.length })
  }
  return { items, fetches, fetchPage }
}

function item(rank: number, id = `i${rank}`): Item {
  return { id, rank }
}

const order = (a: Item, b: Item) => b.rank - a.rank

/** Waits until the window rests: nothing under way, and an answer or an error there. */
function settled(list: PagedWindow<Item>): Promise<void> {
  const rests = () => {
    const { settled: done, busy, error } = list.getState()
    return (done || error !== null) && !busy
  }
  return new Promise((resolve) => {
    if (rests()) return resolve()
    const stop = list.subscribe(() => {
      if (!rests()) return
      stop()
      resolve()
    })
  })
}

async function opened(count: number) {
  const engine = source(count)
  const list = new PagedWindow<Item>({ order })
  list.query(engine.fetchPage, { keep: false })
  await settled(list)
  return { engine, list }
}

describe('a paged window', () => {
  it('pulls one page at first, and knows the total', async () => {
    const { engine, list } = await opened(5000)
    expect(list.getState().total).toBe(5000)
    expect(list.at(0)).toBe(engine.items[0])
    expect(list.at(100)).toBeUndefined()
    expect(engine.fetches).toEqual([{ limit: 100 }])
  })

  it('pulls what comes into view, and lets go what is far away', async () => {
    const { engine, list } = await opened(9000)
    list.show(8000, 8020)
    await settled(list)
    expect(list.at(8010)).toBe(engine.items[8010])
    expect(list.at(3000)).toBeUndefined()
    list.show(2990, 3010)
    await settled(list)
    expect(list.at(3000)).toBe(engine.items[3000])
    expect(list.at(8010)).toBeUndefined()
  })

  it('stands still while nothing new comes into view', async () => {
    const { engine, list } = await opened(5000)
    const { version } = list.getState()
    list.show(0, 20)
    list.show(0, 20)
    list.show(5, 60)
    expect(engine.fetches).toHaveLength(1)
    expect(list.getState().version).toBe(version)
  })

  it('takes over an update in place, and a new item in front', async () => {
    const { list } = await opened(50)
    const changed = { ...item(30), note: 'changed' }
    expect(list.update(changed)).toBe(true)
    expect(list.at(20)).toBe(changed)
    expect(list.update(item(51))).toBe(true)
    expect(list.at(0)?.id).toBe('i51')
    expect(list.indexOf('i30')).toBe(21)
    expect(list.getState().total).toBe(51)
  })

  it('does not guess where an item in the middle belongs', async () => {
    const { list } = await opened(50)
    expect(list.update(item(10.5, 'between'))).toBe(false)
    expect(list.getState().total).toBe(50)
  })

  it('keeps an update that came while an older answer was under way', async () => {
    const { engine, list } = await opened(50)
    const answer = Promise.withResolvers<undefined>()
    list.query(
      async (input, signal) => {
        const page = await engine.fetchPage(input, signal)
        await answer.promise
        return page
      },
      { keep: true },
    )
    const newer = { ...item(50), note: 'newer' }
    list.update(newer)
    answer.resolve(undefined)
    await settled(list)
    expect(list.at(0)).toBe(newer)
  })

  it('keeps the last good result when a query fails, and says why', async () => {
    const { engine, list } = await opened(50)
    list.query(() => Promise.reject(new Error('There is no field “bogus”.')), { keep: true })
    await settled(list)
    expect(list.getState().error).toEqual(new Error('There is no field “bogus”.'))
    expect(list.at(0)).toBe(engine.items[0])
    list.query(engine.fetchPage, { keep: true })
    await settled(list)
    expect(list.getState().error).toBeNull()
  })

  it('drops an answer to a question that is not asked any more', async () => {
    const { list } = await opened(50)
    const late = Promise.withResolvers<undefined>()
    const old = source(7)
    list.query(async (input, signal) => late.promise.then(() => old.fetchPage(input, signal)), { keep: true })
    const wanted = source(20)
    list.query(wanted.fetchPage, { keep: true })
    await settled(list)
    late.resolve(undefined)
    await vi.waitFor(() => expect(old.fetches).toHaveLength(1))
    expect(list.getState().total).toBe(20)
  })

  it('shows the same as the list it looks at, whatever is scrolled and whatever happens', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('show' as const), from: fc.nat(3000) }),
      fc.record({ kind: fc.constant('new' as const), from: fc.nat() }),
      fc.record({ kind: fc.constant('change' as const), from: fc.nat(3000) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { engine, list } = await opened(2500)
        for (const { kind, from } of steps) {
          if (kind === 'show') list.show(from, from + 40)
          if (kind === 'new') {
            engine.items.unshift(item((engine.items[0]?.rank ?? 0) + 1))
            if (engine.items[0] && !list.update(engine.items[0])) list.refresh()
          }
          const old = engine.items[from]
          if (kind === 'change' && old) {
            const changed = { ...old }
            engine.items[from] = changed
            if (!list.update(changed)) list.refresh()
          }
          await settled(list)
        }
        list.show(100, 140)
        await settled(list)
        expect(list.getState().total).toBe(engine.items.length)
        for (let index = 100; index < 140; index++) expect(list.at(index)).toBe(engine.items[index])
      }),
      { numRuns: 40 },
    )
  })
})

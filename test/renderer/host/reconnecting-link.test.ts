import { describe, expect, it, vi } from 'vitest'
import { ConnectionLostError } from '../../../src/renderer/host/connection-lost-error.js'
import { createReconnectingLink, type Connection } from '../../../src/renderer/host/reconnecting-link.js'

/** Connections made by hand: each attempt is opened, refused or closed by the test. */
function attempts() {
  const made: { open(): void; refuse(): void; close(): void }[] = []
  const waits: { ms: number; over(): void }[] = []
  const link = createReconnectingLink<Record<never, never>>({
    connect(): Connection<Record<never, never>> {
      const number = made.length + 1
      const opened = Promise.withResolvers<undefined>()
      const closed = Promise.withResolvers<undefined>()
      made.push({
        open: () => opened.resolve(undefined),
        refuse: () => {
          opened.reject(new Error('refused'))
          closed.resolve(undefined)
        },
        close: () => closed.resolve(undefined),
      })
      return {
        link: { call: (path) => Promise.resolve(`${path.join('.')} by ${number}`) },
        opened: opened.promise,
        closed: closed.promise,
      }
    },
    wait: (ms) => new Promise((resolve) => waits.push({ ms, over: resolve })),
  })
  const states: string[] = []
  link.onConnection((state) => states.push(state))
  const call = () => link.call(['status', 'get'], undefined, { context: {} })
  const reach = async (state: 'open' | 'lost') => vi.waitFor(() => expect(states.at(-1)).toBe(state))
  const next = async () => {
    const before = made.length
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0))
    waits.shift()?.over()
    await vi.waitFor(() => expect(made.length).toBe(before + 1))
  }
  return { made, waits, states, call, reach, next, link }
}

describe('a reconnecting link', () => {
  it('lets calls wait for the first connection', async () => {
    const { made, call } = attempts()
    const answer = call()
    made[0]?.open()
    expect(await answer).toBe('status.get by 1')
  })

  it('fails calls at once while the connection is lost, so that they do not happen later', async () => {
    const { made, call, reach } = attempts()
    made[0]?.open()
    await reach('open')
    made[0]?.close()
    await reach('lost')
    await expect(call()).rejects.toBeInstanceOf(ConnectionLostError)
  })

  it('uses the new connection after a loss', async () => {
    const { made, call, reach, next, states } = attempts()
    made[0]?.open()
    await reach('open')
    made[0]?.close()
    await reach('lost')
    await next()
    made[1]?.open()
    await reach('open')
    expect(await call()).toBe('status.get by 2')
    expect(states).toEqual(['open', 'lost', 'open'])
  })

  it('waits longer after each refusal, up to a limit, and from the start again after a success', async () => {
    const { made, waits, reach, next } = attempts()
    const waited: number[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      made[attempt]?.refuse()
      await vi.waitFor(() => expect(waits).toHaveLength(1))
      waited.push(waits[0]?.ms ?? 0)
      await next()
    }
    expect(waited).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
    made[7]?.open()
    await reach('open')
    made[7]?.close()
    await vi.waitFor(() => expect(waits[0]?.ms).toBe(250))
  })

  it('tells a late listener how things are', async () => {
    const { made, reach, link } = attempts()
    made[0]?.open()
    await reach('open')
    const late = vi.fn()
    link.onConnection(late)
    expect(late).toHaveBeenCalledWith('open')
  })
})

import { useEffect, useState } from 'react'
import type { Rpc } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { coalesce } from '../../state/coalesce.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { usePagedWindow } from '../../state/use-paged-window.js'
import { inOrderOfGoing, isPending } from './rpc-words.js'

/** So many of those that wait are listed; a queue is seldom longer than a handful. */
const MOST_WAITING = 1000
const REFRESH_MS = 250

/** `waiting`: those that have not ended, in the order in which they go out; `all`: the newest first. */
export type RpcView = 'waiting' | 'all'

/** What a list shows, row by row. */
export interface RpcRows {
  readonly settled: boolean
  readonly error: unknown
  readonly total: number
  at(index: number): Rpc | undefined
  indexOf(rpcId: string): number
  show(from: number, to: number): void
  refresh(): void
}

const nothing: { readonly items: readonly Rpc[]; readonly settled: boolean; readonly error: unknown } = {
  items: [],
  settled: false,
  error: null,
}

/** The RPCs of a device, live. */
export function useRpcs(deviceId: string, view: RpcView): RpcRows {
  const waiting = useWaiting(deviceId)
  const all = useAll(deviceId, view === 'all')
  return view === 'all' ? all : waiting
}

function useWaiting(deviceId: string): RpcRows {
  const client = useClient()
  const [answer, setAnswer] = useState({ deviceId, ...nothing })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    const pull = async () => {
      const list = (filter: string) =>
        client.rpcs.list({ deviceId, filter, limit: MOST_WAITING }, { signal: abort.signal })
      try {
        const pages = await Promise.all([list('sent'), list('queued')])
        const items = pages.flatMap((page) => page.items).filter(isPending)
        if (!abort.signal.aborted)
          setAnswer({ deviceId, items: items.sort(inOrderOfGoing), settled: true, error: null })
      } catch (error) {
        if (!abort.signal.aborted) setAnswer({ deviceId, ...nothing, error })
      }
    }
    const refresh = coalesce(() => void pull(), REFRESH_MS)
    const stops = [
      onEngineEvent('rpc', ({ rpc }) => {
        if (rpc.deviceId === deviceId) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    refresh.wish()
    return () => {
      abort.abort()
      for (const stop of stops) stop()
    }
  }, [client, deviceId, round])
  const { items, settled, error } = answer.deviceId === deviceId ? answer : nothing
  return {
    settled,
    error,
    total: items.length,
    at: (index) => items[index],
    indexOf: (rpcId) => items.findIndex(({ id }) => id === rpcId),
    show: () => undefined,
    refresh: () => setRound((count) => count + 1),
  }
}

function useAll(deviceId: string, wanted: boolean): RpcRows {
  const client = useClient()
  const [list, state] = usePagedWindow<Rpc>({ order: (a, b) => b.createdAt.localeCompare(a.createdAt) })
  useEffect(() => {
    if (!wanted) return
    list.query((input, signal) => client.rpcs.list({ ...input, deviceId }, { signal }), { keep: false })
    const refresh = coalesce(() => list.refresh(), REFRESH_MS)
    const stops = [
      onEngineEvent('rpc', ({ rpc }) => {
        if (rpc.deviceId === deviceId && !list.update(rpc)) refresh.wish()
      }),
      onEngineEvent('changed', () => refresh.wish()),
      refresh.cancel,
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, list, deviceId, wanted])
  return {
    settled: state.settled,
    error: state.error,
    total: state.total,
    at: (index) => list.at(index),
    indexOf: (rpcId) => list.indexOf(rpcId),
    show: list.show,
    refresh: () => list.refresh(),
  }
}

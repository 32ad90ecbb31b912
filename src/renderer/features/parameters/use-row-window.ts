import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from '../../app/host-context.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { RowWindow, type RowQuery, type RowWindowState } from './row-window.js'

/** A row window as React sees it. */
export interface LiveRows {
  readonly window: RowWindow
  readonly state: RowWindowState
}

interface Shared {
  readonly window: RowWindow
  readonly listeners: Set<() => void>
  shift: (rows: number) => void
}

/** The rows of a device's tree, live. `onShift` is told when rows came or went above what is in view. */
export function useRowWindow(deviceId: string, query: RowQuery, onShift: (rows: number) => void): LiveRows {
  const client = useClient()
  const [shared] = useState<Shared>(() => {
    const listeners = new Set<() => void>()
    const made: Shared = {
      listeners,
      shift: () => undefined,
      window: new RowWindow(query, {
        fetch: (request, signal) => client.parameters.rows({ deviceId, ...mutable(request) }, { signal }),
        onChange: () => {
          for (const listener of listeners) listener()
        },
        onShift: (rows) => made.shift(rows),
      }),
    }
    return made
  })
  const { window } = shared
  useEffect(() => {
    shared.shift = onShift
  }, [shared, onShift])

  useEffect(() => window.dispose, [window])
  useEffect(() => {
    const stops = [
      onEngineEvent('parameters', (event) => {
        if (event.deviceId === deviceId) window.refresh()
      }),
      onEngineEvent('changed', () => window.refresh()),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [window, deviceId])

  useEffect(() => window.setQuery(query), [window, query])

  const [subscribe] = useState(() => (listener: () => void) => {
    shared.listeners.add(listener)
    return () => shared.listeners.delete(listener)
  })
  const state = useSyncExternalStore(subscribe, () => window.state)
  return { window, state }
}

/** The contract's input types are mutable; ours are not. */
function mutable<T extends RowQuery>(request: T) {
  return { ...request, expansion: { all: request.expansion.all, except: [...request.expansion.except] } }
}

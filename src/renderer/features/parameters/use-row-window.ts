import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from '../../app/host-context.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { RowWindow, type RowQuery, type RowWindowState } from './row-window.js'

/** A row window as React sees it. */
export interface LiveRows {
  readonly window: RowWindow
  readonly state: RowWindowState
}

/** The rows of a device's tree, live. `onShift` is told when rows came or went above what is in view. */
export function useRowWindow(deviceId: string, query: RowQuery, onShift: (rows: number) => void): LiveRows {
  const client = useClient()
  const [window] = useState(
    () =>
      new RowWindow(query, {
        fetch: (request, signal) => client.parameters.rows({ deviceId, ...mutable(request) }, { signal }),
      }),
  )
  useEffect(() => window.onShift(onShift), [window, onShift])
  useEffect(() => {
    const stops = [
      onEngineEvent('parameters', (event) => {
        if (event.deviceId === deviceId) window.refresh()
      }),
      onEngineEvent('changed', () => window.refresh()),
    ]
    return () => {
      for (const stop of stops) stop()
      window.dispose()
    }
  }, [window, deviceId])
  useEffect(() => window.setQuery(query), [window, query])
  const state = useSyncExternalStore(window.subscribe, () => window.state)
  return { window, state }
}

/** The contract's input types are mutable; ours are not. */
function mutable<T extends RowQuery>(request: T) {
  return { ...request, expansion: { all: request.expansion.all, except: [...request.expansion.except] } }
}

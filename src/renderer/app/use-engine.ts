import { useEffect } from 'react'
import { onEngineEvent } from '../state/engine-events.js'
import { useEngineStatus } from '../state/engine-status.js'
import { useHost } from './host-context.js'

/** Keeps the store of the engine's status and of the connection to it up to date. */
export function useEngine(): void {
  const host = useHost()
  const setConnection = useEngineStatus((engine) => engine.setConnection)
  const setStatus = useEngineStatus((engine) => engine.setStatus)
  useEffect(() => {
    const stop = new AbortController()
    const pull = () => {
      host.client.status.get(undefined, { signal: stop.signal }).then(
        (status) => {
          if (!stop.signal.aborted) setStatus(status)
        },
        // Without the engine there is no status; the banner says so, and `changed` pulls again.
        () => undefined,
      )
    }
    pull()
    const stops = [
      host.onConnection(setConnection),
      onEngineEvent('status', (event) => setStatus(event.status)),
      onEngineEvent('changed', pull),
      () => stop.abort(),
    ]
    return () => stops.forEach((each) => each())
  }, [host, setConnection, setStatus])
}

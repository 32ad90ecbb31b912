import { useCallback, useEffect } from 'react'
import { useClient } from '../app/host-context.js'
import type { Session } from '../../contract/index.js'
import { onEngineEvent } from './engine-events.js'
import { usePull } from './use-pull.js'

/** A session as it is now; null until the engine has told, or if there is none. */
export function useSession(sessionId: string | null): Session | null {
  const client = useClient()
  const pull = useCallback(
    (id: string, signal: AbortSignal) => client.sessions.get({ sessionId: id }, { signal }),
    [client],
  )
  const { pulled, again } = usePull(sessionId, pull)
  useEffect(() => {
    const stops = [
      onEngineEvent('session', ({ session }) => {
        if (session.id === sessionId) again()
      }),
      onEngineEvent('changed', again),
    ]
    return () => stops.forEach((stop) => stop())
  }, [sessionId, again])
  return pulled.state === 'here' ? pulled.value : null
}

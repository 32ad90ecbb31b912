import { useEffect, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import { coalesce } from '../../state/coalesce.js'
import { onEngineEvent } from '../../state/engine-events.js'

/** An Inform carries a few parameters; a tree with more than these has been fetched. */
const FEW = 200
const REFRESH_MS = 300

/** Whether all that is known of a tree came by Informs: nobody has fetched names or values yet. False until it is known. */
export function useInformOnly(deviceId: string): boolean {
  const client = useClient()
  const [answer, setAnswer] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    const pull = () =>
      client.parameters.list({ deviceId, limit: FEW }, { signal: abort.signal }).then(
        ({ items, nextCursor }) => {
          if (abort.signal.aborted) return
          const fetched = items.some(({ source }) => source === 'get' || source === 'names')
          setAnswer(items.length > 0 && nextCursor === null && !fetched)
          // What was fetched once cannot become unfetched.
          if (fetched || nextCursor !== null) stop()
        },
        // The grid asks the same engine and says what is wrong.
        () => undefined,
      )
    const again = coalesce(() => void pull(), REFRESH_MS)
    const ends = [
      onEngineEvent('parameters', (event) => {
        if (event.deviceId === deviceId) again.wish()
      }),
      onEngineEvent('changed', () => again.wish()),
      again.cancel,
    ]
    const stop = () => {
      for (const end of ends.splice(0)) end()
    }
    again.wish()
    return () => {
      abort.abort()
      stop()
    }
  }, [client, deviceId])
  return answer
}

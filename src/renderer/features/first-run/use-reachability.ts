import { useEffect, useState } from 'react'
import type { ReachabilityStep } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { onEngineEvent } from '../../state/engine-events.js'

/** How far anything from outside got, live. Empty until the engine has said it once. */
export function useReachability(): readonly ReachabilityStep[] {
  const client = useClient()
  const [steps, setSteps] = useState<readonly ReachabilityStep[]>([])
  useEffect(() => {
    const stop = new AbortController()
    const pull = () => {
      client.status.reachability(undefined, { signal: stop.signal }).then(
        (answer) => {
          if (!stop.signal.aborted) setSteps(answer)
        },
        // The banner says that the engine is away; the next `changed` pulls again.
        () => undefined,
      )
    }
    pull()
    const stops = [
      onEngineEvent('reachability', (event) => setSteps(event.steps)),
      onEngineEvent('changed', pull),
      () => stop.abort(),
    ]
    return () => stops.forEach((each) => each())
  }, [client])
  return steps
}

import { useCallback, useEffect, useState } from 'react'
import type { NetworkAddress } from '../../../contract/index.js'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { useEngineStatus } from '../../state/engine-status.js'

/** The network addresses of the machine the engine runs on, and opening and closing them for CPEs. */
export function useNetwork(): {
  readonly addresses: readonly NetworkAddress[] | null
  readonly port: number | null
  readonly error: unknown
  /** The address that is being opened or closed. */
  readonly busy: string | null
  setListening(address: NetworkAddress, listening: boolean): void
} {
  const client = useClient()
  const setStatus = useEngineStatus((engine) => engine.setStatus)
  const [network, setNetwork] = useState<{ port: number; addresses: NetworkAddress[] } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>(null)

  useEffect(() => {
    const stop = new AbortController()
    const pull = () => {
      client.status.network(undefined, { signal: stop.signal }).then(
        (answer) => {
          if (stop.signal.aborted) return
          setNetwork(answer)
          setError(null)
        },
        (reason: unknown) => {
          if (!stop.signal.aborted) setError(reason)
        },
      )
    }
    pull()
    const stops = [onEngineEvent('status', pull), onEngineEvent('changed', pull), () => stop.abort()]
    return () => stops.forEach((each) => each())
  }, [client])

  const setListening = useCallback(
    (address: NetworkAddress, listening: boolean) => {
      setBusy(address.address)
      const input = { address: address.address }
      const change = listening ? client.acs.listen(input) : client.acs.unlisten(input)
      change
        .then(
          async (status) => {
            setStatus(status)
            setNetwork(await client.status.network())
          },
          (reason: unknown) =>
            notifyError({
              what: `The ACS could not ${listening ? 'listen on' : 'leave'} ${address.address}`,
              error: reason,
            }),
        )
        .catch((reason: unknown) => setError(reason))
        .finally(() => setBusy(null))
    },
    [client, setStatus],
  )
  return { addresses: network?.addresses ?? null, port: network?.port ?? null, error, busy, setListening }
}

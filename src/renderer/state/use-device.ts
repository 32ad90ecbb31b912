import { useEffect, useState } from 'react'
import { useClient } from '../app/host-context.js'
import type { Device } from '../../contract/index.js'
import { onEngineEvent } from './engine-events.js'

/** The device as it is now; null until the engine has told. */
export function useDevice(deviceId: string | null): Device | null {
  const client = useClient()
  const [device, setDevice] = useState<Device | null>(null)
  useEffect(() => {
    if (deviceId === null) return
    const abort = new AbortController()
    const pull = () =>
      client.devices.get({ deviceId }, { signal: abort.signal }).then(
        (answer) => {
          if (!abort.signal.aborted) setDevice(answer)
        },
        // What else is shown of the device asks the same engine and says what is wrong.
        () => undefined,
      )
    void pull()
    const stops = [
      onEngineEvent('device', (event) => {
        if (event.device.id === deviceId) setDevice(event.device)
      }),
      onEngineEvent('changed', () => void pull()),
    ]
    return () => {
      abort.abort()
      for (const stop of stops) stop()
    }
  }, [client, deviceId])
  return device?.id === deviceId ? device : null
}

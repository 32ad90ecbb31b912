import { ListTree } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Device } from '../../../contract/index.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { useSelection } from '../../state/selection.js'
import { EmptyState } from '../../ui/index.js'
import { ParameterTree } from './parameter-tree.js'
import { parameterWork } from './parameter-work.js'

/** The parameter tree of the selected CPE. */
export function ParametersPanel() {
  const client = useClient()
  const deviceId = useSelection((selection) => selection.deviceId)
  const device = useDevice(deviceId)
  if (deviceId === null) {
    return (
      <EmptyState icon={ListTree} title="Select a CPE">
        Its parameter tree appears here: what is known, since when, and which message said so. Values can be
        edited in place; all edits go to the CPE in one SetParameterValues.
      </EmptyState>
    )
  }
  return (
    <ParameterTree
      key={deviceId}
      work={parameterWork(client, deviceId)}
      deviceId={deviceId}
      device={device}
    />
  )
}

/** The device as it is now; null until the engine has told. */
function useDevice(deviceId: string | null): Device | null {
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
        // The grid asks the same engine and says what is wrong.
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

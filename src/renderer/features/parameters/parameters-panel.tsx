import { ListTree } from 'lucide-react'
import { useClient } from '../../app/host-context.js'
import { useSelection } from '../../state/selection.js'
import { useDevice } from '../../state/use-device.js'
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

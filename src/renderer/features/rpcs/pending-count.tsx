import { useSelection } from '../../state/selection.js'
import { useDevice } from '../../state/use-device.js'
import { Badge, countOf, countText } from '../../ui/index.js'

/** How many RPCs of the selected CPE have not ended. */
export function PendingCount() {
  const pending = useDevice(useSelection((selection) => selection.deviceId))?.pending ?? 0
  if (pending === 0) return null
  return (
    <Badge tone="edited" label={`${countOf(pending, 'RPC')} pending`}>
      {countText(pending)}
    </Badge>
  )
}

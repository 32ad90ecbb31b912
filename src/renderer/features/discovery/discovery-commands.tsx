import { useCommand } from '../../app/commands.js'
import { useSelection } from '../../state/selection.js'
import { useDiscoveryDialogs } from './discovery-dialogs.js'
import { RefusedDialog } from './refused-dialog.js'
import { StartDialog } from './start-dialog.js'

/** Fetching the tree of the selected CPE, from anywhere, and the dialogs that belong to it. */
export function DiscoveryCommands() {
  const deviceId = useSelection((selection) => selection.deviceId)
  const dialog = useDiscoveryDialogs((dialogs) => dialogs.dialog)
  const open = useDiscoveryDialogs((dialogs) => dialogs.open)
  const close = useDiscoveryDialogs((dialogs) => dialogs.close)
  useCommand(
    'tree.fetch',
    () => {
      if (deviceId !== null) open({ kind: 'start', deviceId, prefix: '' })
    },
    { enabled: deviceId !== null },
  )
  if (dialog === null) return null
  return dialog.kind === 'start' ? (
    <StartDialog deviceId={dialog.deviceId} prefix={dialog.prefix} onClose={close} />
  ) : (
    <RefusedDialog job={dialog.job} onClose={close} />
  )
}

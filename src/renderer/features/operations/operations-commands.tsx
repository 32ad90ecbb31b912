import { useRef } from 'react'
import { useCommand } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { useSelection } from '../../state/selection.js'
import { addFiles } from './adding.js'
import { DownloadDialog } from './download-dialog.js'
import { useOperationsDialogs } from './operations-dialogs.js'
import { UploadDialog } from './upload-dialog.js'

/** Files to and from the selected CPE, from anywhere, and the dialogs that belong to it. */
export function OperationsCommands() {
  const client = useClient()
  const deviceId = useSelection((selection) => selection.deviceId)
  const dialog = useOperationsDialogs((dialogs) => dialogs.dialog)
  const open = useOperationsDialogs((dialogs) => dialogs.open)
  const close = useOperationsDialogs((dialogs) => dialogs.close)
  const picker = useRef<HTMLInputElement>(null)
  const chosen = { enabled: deviceId !== null }
  useCommand('file.add', () => picker.current?.click())
  useCommand(
    'device.download',
    () => {
      if (deviceId !== null) open({ kind: 'download', deviceId, fileId: null })
    },
    chosen,
  )
  useCommand(
    'device.upload',
    () => {
      if (deviceId !== null) open({ kind: 'upload', deviceId })
    },
    chosen,
  )
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to add"
        onChange={(event) => {
          const { files } = event.currentTarget
          if (files && files.length > 0) {
            useSelection.getState().show('operations')
            addFiles(client, [...files])
          }
          // The same file again is a choice, too.
          event.currentTarget.value = ''
        }}
      />
      {dialog?.kind === 'download' && (
        <DownloadDialog deviceId={dialog.deviceId} fileId={dialog.fileId} onClose={close} />
      )}
      {dialog?.kind === 'upload' && <UploadDialog deviceId={dialog.deviceId} onClose={close} />}
    </>
  )
}

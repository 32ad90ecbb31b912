import { lazy, Suspense, useCallback } from 'react'
import { useCommand } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { notifyDone, notifyError } from '../../app/notify.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { copyText } from '../../ui/index.js'
import { CallDialog } from './call-dialog.js'
import { useCalls, type Call, type CallMethod } from './calls.js'
import { CredentialsDialog } from './credentials-dialog.js'
import { useDeviceDialogs } from './device-dialogs.js'

// It brings the writing of messages with it, which the page needs nowhere else.
const QuirksDialog = lazy(async () => ({ default: (await import('./quirks-dialog.js')).QuirksDialog }))

/** What can be done with the selected CPE from anywhere, and the dialogs that belong to it. */
export function DeviceCommands() {
  const deviceId = useSelection((selection) => selection.deviceId)
  const dialog = useDeviceDialogs((dialogs) => dialogs.dialog)
  const open = useDeviceDialogs((dialogs) => dialogs.open)
  const close = useDeviceDialogs((dialogs) => dialogs.close)
  const call = useCall()
  const chosen = { enabled: deviceId !== null }
  const about = (act: (id: string) => void) => () => {
    if (deviceId !== null) act(deviceId)
  }
  useCommand('device.connectionRequest', about(call), chosen)
  useCommand(
    'device.credentials',
    about((id) => open({ kind: 'credentials', deviceId: id })),
    chosen,
  )
  useCommand(
    'device.quirks',
    about((id) => open({ kind: 'quirks', deviceId: id })),
    chosen,
  )
  useCommand(
    'device.copyId',
    about((id) => {
      void copyText(id).then((copied) => {
        if (copied) notifyDone('Copied the device id', id)
        else notifyError({ what: 'The device id could not be copied', error: new Error(`It is ${id}.`) })
      })
    }),
    chosen,
  )
  return (
    <>
      {dialog?.kind === 'credentials' && (
        <CredentialsDialog deviceId={dialog.deviceId} onClose={close} onCall={() => call(dialog.deviceId)} />
      )}
      {dialog?.kind === 'quirks' && (
        <Suspense>
          <QuirksDialog deviceId={dialog.deviceId} onClose={close} />
        </Suspense>
      )}
      {dialog?.kind === 'call' && (
        <CallDialog
          deviceId={dialog.deviceId}
          onClose={close}
          onCall={(method) => call(dialog.deviceId, method)}
          onCredentials={() => open({ kind: 'credentials', deviceId: dialog.deviceId })}
        />
      )}
    </>
  )
}

/** Calls a CPE and shows how that goes. Who has closed the dialog meanwhile is told in a notice. */
function useCall(): (deviceId: string, method?: CallMethod | null) => void {
  const client = useClient()
  const open = useDeviceDialogs((dialogs) => dialogs.open)
  const start = useCalls((calls) => calls.start)
  return useCallback(
    (deviceId, method = null) => {
      open({ kind: 'call', deviceId })
      void start(client, deviceId, method).then((call) => {
        const { dialog } = useDeviceDialogs.getState()
        if (call === null || (dialog?.kind === 'call' && dialog.deviceId === deviceId)) return
        tell(call, () => open({ kind: 'call', deviceId }))
      })
    },
    [client, open, start],
  )
}

function tell({ deviceId, result, problem }: Call, show: () => void): void {
  const name = productClassOf(deviceId)
  if (problem !== null) notifyError({ what: `${name} could not be called`, error: new Error(problem) })
  else if (result?.ok) notifyDone(`${name} accepted the connection request`)
  else notifyDone(`${name} did not take the connection request`, '', { label: 'Show why', run: show })
}

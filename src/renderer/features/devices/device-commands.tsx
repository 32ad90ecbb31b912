import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import type { ConnectionRequestResult } from '../../../contract/index.js'
import { useCommand } from '../../app/commands.js'
import { useClient } from '../../app/host-context.js'
import { notifyBusy, notifyDone, notifyError } from '../../app/notify.js'
import { productClassOf } from '../../state/device-id.js'
import { useSelection } from '../../state/selection.js'
import { copyText } from '../../ui/index.js'
import { CredentialsDialog } from './credentials-dialog.js'
import { useDeviceDialogs } from './device-dialogs.js'
import { UnreachedDialog } from './unreached-dialog.js'

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
        <CredentialsDialog
          deviceId={dialog.deviceId}
          onClose={close}
          onCall={() => {
            close()
            call(dialog.deviceId)
          }}
        />
      )}
      {dialog?.kind === 'quirks' && (
        <Suspense>
          <QuirksDialog deviceId={dialog.deviceId} onClose={close} />
        </Suspense>
      )}
      {dialog?.kind === 'unreached' && (
        <UnreachedDialog
          name={productClassOf(dialog.deviceId)}
          result={dialog.result}
          onClose={close}
          onAgain={() => {
            close()
            call(dialog.deviceId)
          }}
          onCredentials={() => open({ kind: 'credentials', deviceId: dialog.deviceId })}
        />
      )}
    </>
  )
}

/** Asks a CPE for a session now. Good news is a notice, bad news a dialog with every step. */
function useCall(): (deviceId: string) => void {
  const client = useClient()
  const open = useDeviceDialogs((dialogs) => dialogs.open)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])
  return useCallback(
    (deviceId) => {
      const name = productClassOf(deviceId)
      const over = notifyBusy(`Calling ${name}…`)
      const took = (result: ConnectionRequestResult) => {
        if (!alive.current) return
        if (result.ok)
          notifyDone(`${name} accepted the connection request`, 'Its session should begin at once.')
        else open({ kind: 'unreached', deviceId, result })
      }
      client
        .connectionRequest({ deviceId })
        .then(took, (error: unknown) => notifyError({ what: `${name} could not be called`, error }))
        .finally(over)
    },
    [client, open],
  )
}

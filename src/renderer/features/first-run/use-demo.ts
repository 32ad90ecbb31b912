import { useCallback, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import { notifyError } from '../../app/notify.js'
import { useEngineStatus } from '../../state/engine-status.js'

/** The demo CPE: whether it runs, and the switch. */
export function useDemo(): { readonly running: boolean; readonly busy: boolean; toggle(): void } {
  const client = useClient()
  const running = useEngineStatus((engine) => engine.status?.demo ?? false)
  const setStatus = useEngineStatus((engine) => engine.setStatus)
  const [busy, setBusy] = useState(false)
  const toggle = useCallback(() => {
    setBusy(true)
    const change = running ? client.demo.stop() : client.demo.start()
    change
      .then(setStatus, (error: unknown) =>
        notifyError({ what: `The demo CPE could not be ${running ? 'stopped' : 'started'}`, error }),
      )
      .finally(() => setBusy(false))
  }, [client, running, setStatus])
  return { running, busy, toggle }
}

import { useDemo } from '../features/first-run/index.js'
import { useEngineStatus } from '../state/engine-status.js'
import { copyText } from '../ui/index.js'
import { useCommand } from './commands.js'
import { notifyDone, notifyError } from './notify.js'

/** Commands that speak to the engine and belong to no panel. */
export function useEngineCommands(): void {
  const demo = useDemo()
  const known = useEngineStatus((engine) => engine.status !== null)
  const url = useEngineStatus((engine) => engine.status?.acsUrl ?? null)
  useCommand('demo.start', demo.toggle, { enabled: known && !demo.running })
  useCommand('demo.stop', demo.toggle, { enabled: known && demo.running })
  useCommand(
    'acs.copyUrl',
    () => {
      if (url === null) return
      void copyText(url).then((copied) => {
        if (copied) notifyDone('Copied the ACS URL', url)
        else notifyError({ what: 'The ACS URL could not be copied', error: new Error(`It is ${url}.`) })
      })
    },
    { enabled: url !== null },
  )
}

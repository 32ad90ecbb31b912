import { Unplug } from 'lucide-react'
import { useEngineStatus } from '../state/engine-status.js'
import styles from './frame.module.css'

/** Says that what is on the page may be out of date, for as long as it is so. */
export function ConnectionBanner() {
  const lost = useEngineStatus((engine) => engine.connection === 'lost')
  return (
    <div role="alert">
      {lost && (
        <div className={styles.banner}>
          <Unplug size={15} aria-hidden="true" />
          <strong>The connection to the workbench engine is lost.</strong>
          <span>
            What you see may be out of date. It is tried again by itself. If the engine was stopped, start it
            and open the address it prints.
          </span>
        </div>
      )}
    </div>
  )
}

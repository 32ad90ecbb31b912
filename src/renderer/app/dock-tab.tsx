import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { X } from 'lucide-react'
import { useEngineStatus } from '../state/engine-status.js'
import { useSessionList } from '../state/session-list.js'
import { countText } from '../ui/index.js'
import styles from './dock-tab.module.css'

const lists: ReadonlySet<string> = new Set(['devices', 'sessions'])

/** The tab of a panel: the lists wear it as a heading with their count. */
export function DockTab({ api }: IDockviewPanelHeaderProps) {
  return (
    <div className={styles.tab} data-list={lists.has(api.id) || undefined}>
      <span>{api.title}</span>
      {api.id === 'devices' && <DeviceCount />}
      {api.id === 'sessions' && <SessionCount />}
      {api.id === 'connect' && (
        <button
          type="button"
          className={styles.close}
          aria-label={`Close ${api.title ?? 'panel'}`}
          // The tab must not take the press for the start of a drag.
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => api.close()}
        >
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

function DeviceCount() {
  const devices = useEngineStatus((engine) => engine.status?.devices)
  return devices === undefined ? null : <span className={styles.count}>{countText(devices)}</span>
}

function SessionCount() {
  const matches = useSessionList((view) => view.matches)
  return matches === null ? null : <span className={styles.count}>{countText(matches)}</span>
}

import type { IDockviewHeaderActionsProps, IDockviewPanelHeaderProps } from 'dockview-react'
import { X } from 'lucide-react'
import { DeviceMenuButton } from '../features/devices/index.js'
import { PendingCount } from '../features/rpcs/index.js'
import { useEngineStatus } from '../state/engine-status.js'
import { useSessionList } from '../state/session-list.js'
import { useSelection } from '../state/selection.js'
import { useSession } from '../state/use-session.js'
import { Badge, countOf, countText, IconButton } from '../ui/index.js'
import styles from './dock-tab.module.css'

const lists: ReadonlySet<string> = new Set(['devices', 'sessions'])

/** The tab of a panel: the lists wear it as a heading with their count. */
export function DockTab({ api }: IDockviewPanelHeaderProps) {
  return (
    <div className={styles.tab} data-list={lists.has(api.id) || undefined}>
      <span>{api.title}</span>
      {api.id === 'devices' && <DeviceCount />}
      {api.id === 'sessions' && <SessionCount />}
      {api.id === 'rpcs' && <PendingCount />}
      {api.id === 'findings' && <FindingCount />}
    </div>
  )
}

/** Beside the tabs, because a tab may hold no button: what can be done with the panel in front or what is selected in it. */
export function DockActions({ activePanel }: IDockviewHeaderActionsProps) {
  if (activePanel?.id === 'devices') {
    return (
      <div className={styles.actions}>
        <DeviceMenuButton />
      </div>
    )
  }
  if (activePanel?.id !== 'connect') return null
  return (
    <div className={styles.actions}>
      <IconButton
        icon={X}
        label={`Close “${activePanel.title ?? ''}”`}
        onClick={() => activePanel.api.close()}
      />
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

/** What was found in the selected session. */
function FindingCount() {
  const session = useSession(useSelection((selection) => selection.sessionId))
  if (!session) return null
  const { error, warning, info } = session.findings
  const all = error + warning + info
  if (all === 0) return null
  return (
    <Badge
      tone={error > 0 ? 'fault' : warning > 0 ? 'held' : 'neutral'}
      label={`${countOf(all, 'finding')} in this session`}
    >
      {countText(all)}
    </Badge>
  )
}

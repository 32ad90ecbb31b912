import { useEffect } from 'react'
import type { Client } from '../../host/types.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { coalesce } from '../../state/coalesce.js'
import { useSelection } from '../../state/selection.js'
import { useSessionList } from '../../state/session-list.js'
import { Badge, RelativeTime, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { Group, Problem } from './parts.js'
import { useSettingsView } from './settings-view.js'
import { useSetting } from './use-setting.js'

const pull = (client: Client) => client.acs.refused()
const REFRESH_MS = 1000

/** Connections and credentials that were refused, and why. */
export function RefusedSection() {
  const { value, problem, again } = useSetting(pull)
  const close = useSettingsView((view) => view.close)
  useEffect(() => {
    const refresh = coalesce(again, REFRESH_MS)
    const stop = onEngineEvent('status', () => refresh.wish())
    return () => {
      stop()
      refresh.cancel()
    }
  }, [again])
  if (!value) return <Problem text={problem} />
  const showSession = (sessionId: string) => {
    useSessionList.getState().follow(false)
    const selection = useSelection.getState()
    selection.selectSession(sessionId)
    selection.show('timeline')
    close()
  }
  return (
    <Group
      title="Refused connections and credentials"
      words={
        value.items.length === 0
          ? 'Nothing was refused. A TLS handshake that fails, or credentials that are wrong, appear here with their reason.'
          : 'The latest ones, newest first.'
      }
    >
      <Problem text={problem} />
      <ul className={styles.notices}>
        {value.items.map((item, at) => (
          <li key={at}>
            <div className={styles.noticeHead}>
              <Badge tone="fault">{item.reason}</Badge>
              <span>
                <code>{item.remote}</code>
                {item.username !== null && (
                  <>
                    {' '}
                    as “
                    <VisibleText text={item.username} />”
                  </>
                )}
              </span>
              <RelativeTime at={item.at} />
            </div>
            <p className={styles.words}>
              <VisibleText text={item.detail} />
            </p>
            {item.sessionId !== null && (
              <button type="button" className={styles.link} onClick={() => showSession(item.sessionId ?? '')}>
                Show the session
              </button>
            )}
          </li>
        ))}
      </ul>
    </Group>
  )
}

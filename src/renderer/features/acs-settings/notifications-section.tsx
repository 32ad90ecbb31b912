import { NumberInput, Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useClient } from '../../app/host-context.js'
import type { Client } from '../../host/types.js'
import { onEngineEvent } from '../../state/engine-events.js'
import { productClassOf } from '../../state/device-id.js'
import { coalesce } from '../../state/coalesce.js'
import { countOf, RelativeTime, VisibleText } from '../../ui/index.js'
import styles from './acs-settings.module.css'
import { Group, Problem } from './parts.js'
import { portOf } from './port-of.js'
import { useSetting } from './use-setting.js'

const SHOWN = 100
const pull = (client: Client) => client.notifications.list({ limit: SHOWN })
const REFRESH_MS = 500

/** Lightweight notifications: values that CPEs tell without a session. */
export function NotificationsSection() {
  const client = useClient()
  const { value, problem, change, again } = useSetting(pull)
  const [port, setPort] = useState(0)
  useEffect(() => {
    const refresh = coalesce(again, REFRESH_MS)
    const stop = onEngineEvent('notification', () => refresh.wish())
    return () => {
      stop()
      refresh.cancel()
    }
  }, [again])
  if (!value) return <Problem text={problem} />
  const { address, items, total } = value
  const listen = (on: boolean) =>
    change(
      client.notifications.listen({ port: on ? port : null }).then((answer) => ({ ...value, ...answer })),
    )
  return (
    <>
      <Problem text={problem} />
      <Group
        title="Lightweight notifications"
        words="CPEs can tell values by a UDP datagram, without a session (TR-069 Annex M). What comes is listed here and shown in the parameters."
      >
        <div className={styles.line}>
          <Switch
            size="xs"
            label="Listen for notifications"
            checked={address !== null}
            onChange={(event) => void listen(event.currentTarget.checked)}
          />
          <NumberInput
            size="xs"
            aria-label="Port for notifications; 0: any free one"
            className={styles.port ?? ''}
            min={0}
            max={65_535}
            allowDecimal={false}
            disabled={address !== null}
            value={address === null ? port : portOf(address)}
            onChange={(chosen) => setPort(typeof chosen === 'number' ? chosen : 0)}
          />
          {address !== null && <code>{address}</code>}
        </div>
      </Group>
      <Group
        title={countOf(total, 'notification')}
        {...(items.length === 0 ? { words: 'None has come since the workbench was started.' } : {})}
      >
        {items.length > 0 && (
          <ul className={styles.notices}>
            {items.map((notice) => (
              <li key={notice.id}>
                <div className={styles.noticeHead}>
                  <b>
                    <VisibleText text={productClassOf(notice.deviceId) || notice.username || notice.remote} />
                  </b>
                  <span>
                    from <code>{notice.remote}</code>
                  </span>
                  <RelativeTime at={notice.at} />
                </div>
                {notice.parameters.map(({ name, value: text }) => (
                  <div key={name} className={styles.wire}>
                    <VisibleText text={`${name} = ${text}`} />
                  </div>
                ))}
                {notice.oddities.map((oddity) => (
                  <p key={oddity} className={styles.warning}>
                    <VisibleText text={oddity} />
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Group>
    </>
  )
}

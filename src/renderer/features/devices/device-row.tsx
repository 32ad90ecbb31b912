import type { Device } from '../../../contract/index.js'
import { useSelection } from '../../state/selection.js'
import { Badge, countOf, RelativeTime, VisibleText, VisuallyHidden } from '../../ui/index.js'
import { deviceName, outcomeBadge } from './device-words.js'
import styles from './devices.module.css'

/** One CPE in the list. Undefined while its page is being pulled. */
export function DeviceRow({ device }: { device: Device | undefined }) {
  if (!device) return <div className={styles.row} aria-busy="true" />
  const outcome = device.lastSession && outcomeBadge(device.lastSession)
  return (
    <div className={styles.row}>
      <span className={styles.dot} data-online={device.online || undefined} title={onlineText(device)}>
        <VisuallyHidden>{device.online ? 'online' : 'not heard of for long'}</VisuallyHidden>
      </span>
      <div className={styles.lines}>
        <div className={styles.first}>
          <span className={styles.name}>
            <VisibleText text={deviceName(device)} />
          </span>
          <span className={styles.maker}>
            <VisibleText text={device.manufacturer} />
          </span>
          {outcome && device.lastSession && (
            <Badge tone={outcome.tone} title={device.lastSession.verdict}>
              {outcome.text}
            </Badge>
          )}
        </div>
        <div className={styles.id} title={device.id}>
          <VisibleText text={`${device.oui}-${device.serialNumber}`} />
        </div>
        <div className={styles.facts}>
          <span>{countOf(device.parameterCount, 'parameter')}</span>
          {device.pending > 0 && (
            <span
              className={styles.pending}
              title="Show what waits for it"
              onClick={() => useSelection.getState().show('rpcs')}
            >
              {device.pending} pending
            </span>
          )}
          {device.lastInform && <RelativeTime at={device.lastInform} />}
        </div>
      </div>
    </div>
  )
}

function onlineText(device: Device): string {
  return device.online
    ? 'Online: it had a session within two periodic intervals.'
    : 'Offline: no session within two periodic intervals.'
}

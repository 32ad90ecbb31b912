import { NativeSelect } from '@mantine/core'
import { useStore } from 'zustand'
import type { TreeRow } from '../../../contract/index.js'
import styles from './parameters.module.css'
import { notificationWords } from './row-words.js'
import type { ParameterWork } from './work-state.js'

/** The settings every CPE knows; the lightweight ones (3 to 6) are for those that say so. */
const offered: readonly number[] = [0, 1, 2]

/** How the CPE tells of changes of a parameter: shown, asked for, or changed (SetParameterAttributes, TR-069a6 A.3.2.4). */
export function Notification({ row, work }: { row: TreeRow; work: ParameterWork }) {
  const change = useStore(work.store, (state) => state.changes.get(row.path))
  const { notification } = row
  const values =
    notification === null || offered.includes(notification) ? offered : [...offered, notification]
  return (
    <div className={styles.attribute}>
      <NativeSelect
        size="xs"
        aria-label="Notification"
        disabled={change !== undefined}
        value={notification === null ? '' : String(notification)}
        data={[
          ...(notification === null ? [{ value: '', label: 'notification unknown', disabled: true }] : []),
          ...values.map((value) => ({
            value: String(value),
            label: `notification ${notificationWords(value).long}`,
          })),
        ]}
        onChange={(event) => void work.setNotification(row.path, Number(event.currentTarget.value))}
      />
      {change ? (
        <span className={styles.progressInRow} role="status">
          <span className={styles.spinner} aria-hidden="true" />
          {change.method} {change.rpc.state === 'sent' ? 'sent…' : 'queued'}
          {change.rpc.state === 'queued' && (
            <button type="button" className={styles.link} onClick={() => void work.cancel(change.rpc.id)}>
              take back
            </button>
          )}
        </span>
      ) : (
        notification === null && (
          <button type="button" className={styles.link} onClick={() => void work.fetchAttributes(row.path)}>
            Ask the CPE
          </button>
        )
      )}
    </div>
  )
}

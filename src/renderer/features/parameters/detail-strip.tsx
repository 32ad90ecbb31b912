import { ChevronDown, ChevronUp, Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useClient } from '../../app/host-context.js'
import type { HistoryItem, TreeRow } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { useShowMessage } from '../../state/use-show-message.js'
import { clockText, ClockTime, CopyButton, dateText, IconButton, MASK, VisibleText } from '../../ui/index.js'
import type { ParameterWork } from './work-state.js'
import styles from './parameters.module.css'
import { Notification } from './notification.js'
import { rowWords } from './row-words.js'

const SHOWN = 50

const causes = { cpe: 'reported by the CPE', acs: 'set by us', external: 'changed behind our back' } as const

/** The selected row in full: its whole value, and the values it had with the messages that told them. */
export function DetailStrip({
  deviceId,
  row,
  work,
}: {
  deviceId: string
  row: TreeRow
  work: ParameterWork
}) {
  const [open, setOpen] = useState(true)
  const [shown, setShown] = useState<string | null>(null)
  const history = useHistory(deviceId, row)
  const showMessage = useShowMessage()
  const secret = isSecretParameter(row.path)
  const revealed = shown === row.path
  const mask = (value: string | null) =>
    secret && !revealed && value !== null && value !== '' ? MASK : value
  const edit = useStore(work.store, (state) => state.staging.edits.get(row.path))
  return (
    <section
      className={styles.strip}
      aria-label="Selected parameter"
      data-open={open ? (row.isObject ? 'object' : 'parameter') : undefined}
    >
      <header className={styles.stripHead}>
        <h3 className={styles.stripPath}>
          <VisibleText text={row.path} />
        </h3>
        {secret && (
          <IconButton
            icon={revealed ? EyeOff : Eye}
            label={revealed ? 'Mask the value' : 'Show the value'}
            pressed={revealed}
            onClick={() => setShown(revealed ? null : row.path)}
          />
        )}
        <CopyButton text={row.path} label="Copy path" />
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={open ? 'Hide details' : 'Show details'}
          onClick={() => setOpen(!open)}
        />
      </header>
      {open && (
        <div className={styles.stripBody}>
          <div className={styles.stripValue}>
            {!row.isObject && (
              <pre className={styles.fullValue} tabIndex={0} aria-label="Value">
                {row.value === null ? (
                  <span className={styles.emptyValue}>never fetched</span>
                ) : row.value === '' ? (
                  <span className={styles.emptyValue}>empty</span>
                ) : (
                  <VisibleText text={mask(row.value) ?? ''} />
                )}
              </pre>
            )}
            {edit?.fault && (
              <p className={styles.stripFault}>
                {edit.fault.own
                  ? `The CPE refused this value: ${edit.fault.code} ${edit.fault.sentence}.`
                  : `Not set: the CPE refused the whole call (${edit.fault.code} ${edit.fault.sentence}), because of another parameter.`}
              </p>
            )}
            <p className={styles.stripFacts}>
              <span>{row.type ?? (row.isObject ? 'object' : 'type unknown')}</span>
              <span>
                {row.writable === null ? 'writable unknown' : row.writable ? 'writable' : 'read-only'}
              </span>
              <span>{rowWords(row, clockText).text}</span>
              {row.messageId !== '' && (
                <button type="button" className={styles.link} onClick={() => void showMessage(row.messageId)}>
                  {row.isObject ? 'Show the message that told of it' : 'Show the message that set it'}
                </button>
              )}
            </p>
            {!row.isObject && <Notification row={row} work={work} />}
          </div>
          {!row.isObject && (
            <div className={styles.history} tabIndex={0} role="region" aria-label="History">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Time</th>
                    <th scope="col">Value</th>
                    <th scope="col">Cause</th>
                  </tr>
                </thead>
                <tbody>
                  {history.map((item, at) => (
                    <tr key={at}>
                      <td>
                        {dateText(item.at) === dateText(row.updatedAt) ? '' : `${dateText(item.at)} `}
                        <ClockTime at={item.at} />
                      </td>
                      <td className={styles.historyValue}>
                        {item.value === '' ? (
                          <span className={styles.emptyValue}>empty</span>
                        ) : (
                          <VisibleText text={mask(item.value) ?? ''} />
                        )}
                      </td>
                      <td>
                        <button
                          type="button"
                          className={styles.link}
                          title="Show the message"
                          onClick={() => void showMessage(item.messageId)}
                        >
                          {causes[item.cause]}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {history.length === 0 && <p className={styles.dim}>No value was told yet.</p>}
            </div>
          )}
        </div>
      )}
    </section>
  )
}

/** The values a parameter had, newest first; asked anew when it has a new one. */
function useHistory(deviceId: string, row: TreeRow): readonly HistoryItem[] {
  const client = useClient()
  const { path, isObject, updatedAt, value } = row
  const [answer, setAnswer] = useState<{ readonly path: string; readonly items: readonly HistoryItem[] }>({
    path: '',
    items: [],
  })
  useEffect(() => {
    if (isObject) return
    const abort = new AbortController()
    client.parameters.history({ deviceId, path, limit: SHOWN }, { signal: abort.signal }).then(
      ({ items }) => {
        if (!abort.signal.aborted) setAnswer({ path, items })
      },
      // The strip still shows the value; the connection banner tells of a lost engine.
      () => undefined,
    )
    return () => abort.abort()
  }, [client, deviceId, path, isObject, updatedAt, value])
  return answer.path === path ? answer.items : []
}

import { Clock, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { MASK, VisibleText } from '../../ui/index.js'
import type { FetchProgress } from './branch-fetch.js'
import styles from './parameters.module.css'
import type { RowActions } from './row-actions.js'
import { memberWords, rowWords, shortTime } from './row-words.js'
import type { StagedEdit } from './staging.js'
import { editorOf, readBoolean } from './value-types.js'
import type { RowChange } from './work-state.js'

/** The value cell of an object: how much is in it, what is known of it, what is on its way. */
export function ObjectValue({
  row,
  progress,
  change,
  active,
  actions,
}: {
  row: TreeRow
  progress: FetchProgress | null
  change: RowChange | undefined
  active: boolean
  actions: RowActions
}) {
  const words = rowWords(row, shortTime)
  if (change) {
    return (
      <span className={styles.progressInRow} data-state="running" role="status">
        <Clock size={12} aria-hidden="true" />
        {change.method} {change.rpc.state === 'sent' ? 'sent…' : 'queued'}
        {change.rpc.state === 'queued' && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.link}
            onClick={() => actions.cancel(change.rpc.id)}
          >
            take back
          </button>
        )}
      </span>
    )
  }
  const busy = progress?.state === 'waiting' || progress?.state === 'running'
  return (
    <>
      {progress ? (
        <span
          className={styles.progressInRow}
          data-state={progress.state}
          role="status"
          title={progress.words}
        >
          {busy && <span className={styles.spinner} aria-hidden="true" />}
          {progress.words}
        </span>
      ) : (
        <span className={styles.objectWords} data-tone={words.tone}>
          {[memberWords(row), words.text].filter(Boolean).join(' · ')}
        </span>
      )}
      {!busy && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.link}
          data-quiet={words.tone === 'quiet' && progress?.state !== 'failed' && !active ? true : undefined}
          onClick={() => actions.fetch(row.path)}
        >
          {progress?.state === 'failed' ? 'Fetch again' : 'Fetch this branch'}
        </button>
      )}
    </>
  )
}

/** The value cell of a parameter: what it has, and what it is to become. */
export function ParameterValue({
  row,
  edit,
  active,
  actions,
}: {
  row: TreeRow
  edit: StagedEdit | undefined
  active: boolean
  actions: RowActions
}) {
  const [revealed, setRevealed] = useState(false)
  const secret = isSecretParameter(row.path) && (row.value ?? '') + (edit?.to ?? '') !== ''
  const show = (text: string) =>
    secret && !revealed && text !== '' ? MASK : <VisibleText text={oneLine(text)} />
  const Reveal = revealed ? EyeOff : Eye
  const flag = editorOf(row.type).kind === 'boolean' ? readBoolean(edit?.to ?? row.value ?? '') : null
  return (
    <>
      {flag !== null && row.writable === true && (
        <span
          className={styles.switch}
          data-on={flag || undefined}
          onClick={() => actions.edit(row)}
          title="Change"
        />
      )}
      {row.value === null ? (
        <span className={styles.objectWords}>{row.state === 'name-only' ? 'value never fetched' : ''}</span>
      ) : (
        <span className={styles.value}>
          {row.value === '' ? <span className={styles.emptyValue}>empty</span> : show(row.value)}
        </span>
      )}
      {edit && (
        <>
          <span className={styles.becomes} aria-label="becomes">
            →
          </span>
          <span className={styles.newValue}>
            {edit.to === '' ? <span className={styles.emptyValue}>empty</span> : show(edit.to)}
          </span>
          {edit.rpcId !== null && <span className={styles.sentMark}>sent</span>}
          {edit.fault && (
            <span className={styles.faultText} title={`${edit.fault.code} ${edit.fault.sentence}`}>
              {edit.fault.own
                ? `${edit.fault.code} ${edit.fault.sentence}`
                : `not set: ${edit.fault.code} on another parameter`}
            </span>
          )}
        </>
      )}
      {secret && (active || revealed) && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.reveal}
          aria-label={revealed ? 'Mask the value' : 'Show the value'}
          onClick={() => setRevealed(!revealed)}
        >
          <Reveal size={13} aria-hidden="true" />
        </button>
      )}
    </>
  )
}

function oneLine(text: string): string {
  return (text.length > 500 ? `${text.slice(0, 500)}…` : text).replaceAll('\n', '⏎')
}

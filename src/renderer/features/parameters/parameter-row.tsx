import { ChevronDown, ChevronRight, Clock, Eye, EyeOff, Minus, Pencil, Plus } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import { isSecretParameter } from '../../../core/redact/index.js'
import { clockText, dateText, RelativeTime, VisibleText } from '../../ui/index.js'
import type { FetchProgress } from './branch-fetch.js'
import type { ObjectChange } from './parameter-work.js'
import styles from './parameters.module.css'
import { isInstance } from './paths.js'
import { memberWords, notificationWords, rowWords } from './row-words.js'
import type { StagedEdit } from './staging.js'
import { ValueEditor } from './value-editor.js'
import { editorOf, readBoolean } from './value-types.js'

/** What can be done from a row with the pointer; the grid's keys do the same. */
export interface RowActions {
  select(index: number, path: string): void
  toggle(row: TreeRow, open: boolean): void
  edit(row: TreeRow): void
  /** Ends editing; null: as it was. */
  endEdit(row: TreeRow, to: string | null): void
  fetch(path: string): void
  add(table: string): void
  remove(instance: string): void
  cancel(rpcId: string): void
  menu(row: TreeRow, index: number, x: number, y: number): void
}

interface ParameterRowProps {
  readonly elementId: string
  readonly index: number
  readonly top: number
  readonly height: number
  /** Undefined while it is on its way. */
  readonly row: TreeRow | undefined
  readonly active: boolean
  readonly edit: StagedEdit | undefined
  readonly editing: boolean
  readonly progress: FetchProgress | null
  readonly change: ObjectChange | undefined
  readonly actions: RowActions
}

/** One parameter or object. Scrolling moves rows without drawing them again. */
export const ParameterRow = memo(function ParameterRow({ row, ...props }: ParameterRowProps) {
  const { elementId, index, top, height, active, edit, editing, progress, change, actions } = props
  const element = useFlash(row?.updatedAt)
  const place = { transform: `translateY(${top}px)`, height }
  if (!row) {
    return (
      <div
        id={elementId}
        className={styles.row}
        role="row"
        aria-rowindex={index + 2}
        aria-busy="true"
        style={place}
      >
        <span role="gridcell" className={styles.name}>
          <span className={styles.placeholder} />
        </span>
      </div>
    )
  }
  const words = rowWords(row, shortTime)
  const notification = notificationWords(row.notification)
  return (
    <div
      ref={element}
      id={elementId}
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.positionInSet}
      aria-expanded={row.isObject ? row.expanded : undefined}
      aria-selected={active}
      data-active={active || undefined}
      data-object={row.isObject || undefined}
      data-staged={edit ? (edit.fault ? 'fault' : edit.rpcId ? 'sent' : 'staged') : undefined}
      style={place}
      onPointerDown={(event) => {
        if (event.button === 0) actions.select(index, row.path)
      }}
      onDoubleClick={() => (row.isObject ? actions.toggle(row, !row.expanded) : actions.edit(row))}
      onContextMenu={(event) => {
        event.preventDefault()
        actions.menu(row, index, event.clientX, event.clientY)
      }}
    >
      <span
        role="gridcell"
        className={styles.name}
        style={{ paddingLeft: 6 + (row.level - 1) * 14 }}
        title={row.path}
      >
        <Chevron row={row} actions={actions} />
        <span className={styles.nameText}>
          <VisibleText text={row.isObject ? `${row.name.replace(/\.$/, '')}.` : row.name} />
        </span>
      </span>
      <span
        role="gridcell"
        className={row.isObject ? `${styles.valueCell} ${styles.wide}` : styles.valueCell}
        aria-colspan={row.isObject ? 2 : undefined}
      >
        {row.isObject ? (
          <ObjectValue row={row} progress={progress} change={change} actions={actions} active={active} />
        ) : editing ? (
          <ValueEditor
            row={row}
            start={edit?.to ?? row.value ?? ''}
            onEnd={(to) => actions.endEdit(row, to)}
          />
        ) : (
          <ParameterValue row={row} edit={edit} active={active} actions={actions} />
        )}
      </span>
      {!row.isObject && (
        <span role="gridcell" className={styles.dim} data-column="Type">
          {row.type}
        </span>
      )}
      <span role="gridcell" className={styles.set} data-column="Set">
        <SetCell row={row} edit={edit} actions={actions} />
      </span>
      <span role="gridcell" className={styles.dim} data-column="Notify" title={notification.long}>
        {notification.short}
      </span>
      <span role="gridcell" className={styles.dim} data-column="Changed">
        {!row.isObject && row.state !== 'name-only' && <RelativeTime at={row.updatedAt} />}
      </span>
      <span
        role="gridcell"
        className={styles.state}
        data-tone={words.tone}
        data-column="State"
        title={words.text}
      >
        {!row.isObject && words.text}
      </span>
    </div>
  )
})

function Chevron({ row, actions }: { row: TreeRow; actions: RowActions }) {
  if (!row.isObject || row.childCount === 0) return <span className={styles.chevron} />
  const Icon = row.expanded ? ChevronDown : ChevronRight
  return (
    <span className={styles.chevron} onClick={() => actions.toggle(row, !row.expanded)}>
      <Icon size={14} aria-hidden="true" />
    </span>
  )
}

function ObjectValue({
  row,
  progress,
  change,
  active,
  actions,
}: {
  row: TreeRow
  progress: FetchProgress | null
  change: ObjectChange | undefined
  active: boolean
  actions: RowActions
}) {
  const words = rowWords(row, shortTime)
  if (change) {
    return (
      <span className={styles.progressInRow} data-state="running" role="status">
        <Clock size={12} aria-hidden="true" />
        {change.kind === 'add' ? 'AddObject' : 'DeleteObject'}{' '}
        {change.rpc.state === 'sent' ? 'sent…' : 'queued'}
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

function ParameterValue({
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
    secret && !revealed && text !== '' ? '••••••••' : <VisibleText text={oneLine(text)} />
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

function SetCell({
  row,
  edit,
  actions,
}: {
  row: TreeRow
  edit: StagedEdit | undefined
  actions: RowActions
}) {
  if (edit?.fault?.own) {
    return (
      <span className={styles.faultCode}>
        <Pencil size={12} aria-hidden="true" /> {edit.fault.code}
      </span>
    )
  }
  if (row.writable === null) {
    return (
      <span className={styles.unknown} title="Writable or not: GetParameterNames was not asked">
        ?
      </span>
    )
  }
  if (!row.writable) {
    return (
      <span className={styles.unknown} title="Read-only" aria-label="read-only">
        –
      </span>
    )
  }
  if (!row.isObject) {
    return (
      <CellButton label={`Edit ${row.name}`} onClick={() => actions.edit(row)}>
        <Pencil size={12} aria-hidden="true" />
      </CellButton>
    )
  }
  return isInstance(row.path) ? (
    <CellButton label={`DeleteObject ${row.path}`} onClick={() => actions.remove(row.path)}>
      <Minus size={13} aria-hidden="true" />
    </CellButton>
  ) : (
    <CellButton label={`AddObject ${row.path}`} onClick={() => actions.add(row.path)}>
      <Plus size={13} aria-hidden="true" />
    </CellButton>
  )
}

/** For the pointer; keys go to the grid, which has the focus. */
function CellButton({
  label,
  onClick,
  children,
}: {
  label: string
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.cellButton}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** Lights a row up when its value has been told anew; not when it scrolls into view. */
function useFlash(updatedAt: string | undefined) {
  const element = useRef<HTMLDivElement>(null)
  const before = useRef(updatedAt)
  useEffect(() => {
    const known = before.current
    before.current = updatedAt
    if (known === undefined || known === updatedAt) return
    element.current?.animate?.([{ backgroundColor: 'var(--flash)' }, {}], {
      duration: 1400,
      easing: 'ease-out',
    })
  }, [updatedAt])
  return element
}

/** Time of day, or the day if it was another. */
function shortTime(iso: string): string {
  return dateText(iso) === dateText(new Date().toISOString()) ? clockText(iso).slice(0, 5) : dateText(iso)
}

function oneLine(text: string): string {
  return (text.length > 500 ? `${text.slice(0, 500)}…` : text).replaceAll('\n', '⏎')
}

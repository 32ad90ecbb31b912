import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import { RelativeTime, VisibleText } from '../../ui/index.js'
import type { FetchProgress } from './branch-fetch.js'
import styles from './parameters.module.css'
import type { RowActions } from './row-actions.js'
import { notificationWords, rowWords, shortTime } from './row-words.js'
import { SetCell } from './set-cell.js'
import type { StagedEdit } from './staging.js'
import { ObjectValue, ParameterValue } from './value-cell.js'
import { ValueEditor } from './value-editor.js'
import type { RowChange } from './work-state.js'

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
  readonly change: RowChange | undefined
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
        actions.menu(row, index, { x: event.clientX, y: event.clientY })
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

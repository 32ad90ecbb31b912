import { Minus, Pencil, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import styles from './parameters.module.css'
import { isInstance } from './paths.js'
import type { RowActions } from './row-actions.js'
import type { StagedEdit } from './staging.js'

/** Whether a row can be changed, and the button that does. */
export function SetCell({
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
  children: ReactNode
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

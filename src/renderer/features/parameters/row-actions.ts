import { useEffect, useRef, useState } from 'react'
import type { TreeRow } from '../../../contract/index.js'
import type { MenuPlace } from '../../ui/index.js'

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
  menu(row: TreeRow, index: number, place: MenuPlace): void
}

/** The same object for every row and every time, or each keystroke would draw all rows again; it calls the newest. */
export function useStableActions(own: RowActions): RowActions {
  const latest = useRef(own)
  useEffect(() => {
    latest.current = own
  })
  const [actions] = useState<RowActions>(() => ({
    select: (...call) => latest.current.select(...call),
    toggle: (...call) => latest.current.toggle(...call),
    edit: (...call) => latest.current.edit(...call),
    endEdit: (...call) => latest.current.endEdit(...call),
    fetch: (...call) => latest.current.fetch(...call),
    add: (...call) => latest.current.add(...call),
    remove: (...call) => latest.current.remove(...call),
    cancel: (...call) => latest.current.cancel(...call),
    menu: (...call) => latest.current.menu(...call),
  }))
  return actions
}

import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import type { TreeRow } from '../../../contract/index.js'
import { onFocusRequest } from '../../state/focus-request.js'
import { copyText, type MenuPlace } from '../../ui/index.js'
import { fetchProgress } from './branch-fetch.js'
import { deedOfKey, type GridDeed } from './grid-keys.js'
import { ParameterRow } from './parameter-row.js'
import styles from './parameters.module.css'
import { useStableActions, type RowActions } from './row-actions.js'
import { RowMenu } from './row-menu.js'
import type { RowWindow, RowWindowState } from './row-window.js'
import { editorOf, readBoolean, writeBoolean } from './value-types.js'
import type { ParameterWork } from './work-state.js'

const ROW = 26
const HEADER = 28
const columns = ['Name', 'Value', 'Type', 'Set', 'Notify', 'Changed', 'State'] as const

export interface ParameterGridHandle {
  focus(): void
  /** Scrolls to a path that is, or will be, among the rows, and makes it the active one. */
  goTo(path: string): void
  /** So many rows have come above what is in view. */
  shift(rows: number): void
}

interface ParameterGridProps {
  readonly rows: RowWindow
  readonly state: RowWindowState
  readonly work: ParameterWork
  /** The active row. */
  readonly path: string | null
  readonly onSelect: (path: string) => void
  readonly ref?: Ref<ParameterGridHandle>
}

/** A button in a row does its work and leaves the focus with the grid, where the keys are. */
function keepKeys(event: MouseEvent<HTMLDivElement>) {
  if (!(event.target instanceof Element) || !event.target.closest('button')) return
  event.preventDefault()
  event.currentTarget.focus({ preventScroll: true })
}

/** The tree as a grid of which only the rows in view are in the document. */
export function ParameterGrid({ rows, state, work, path, onSelect, ref }: ParameterGridProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const [editing, setEditing] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ readonly row: TreeRow; readonly place: MenuPlace } | null>(null)
  /** Where the active row was seen last; holds the place while its page is on the way. */
  const [cursor, setCursor] = useState(-1)
  const wanted = useRef<{ readonly index: number } | { readonly path: string } | null>(null)
  const shifted = useRef(0)
  const staging = useStore(work.store, (store) => store.staging)
  const fetches = useStore(work.store, (store) => store.fetches)
  const changes = useStore(work.store, (store) => store.changes)
  const unreached = useStore(work.store, (store) => store.unreached !== null)
  const search = useStore(work.store, (store) => store.search)

  const virtualizer = useVirtualizer({
    count: state.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    paddingStart: HEADER,
    scrollPaddingStart: HEADER,
    initialRect: { width: 700, height: 600 },
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 40
  const held = path === null ? null : rows.indexOf(path)
  const active = held ?? cursor

  useEffect(() => {
    const anchor =
      held !== null && held >= first && held <= last && path !== null ? path : rows.rowAt(first + 10)?.path
    rows.show(first, last, anchor ?? null)
  }, [rows, first, last, held, path])

  // Another search begins at the top.
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [search])

  useLayoutEffect(() => {
    const box = scroller.current
    if (shifted.current === 0 || !box) return
    box.scrollTop += shifted.current * ROW
    shifted.current = 0
  }, [state])

  // What opens below the grid takes room from it: the active row stays in view.
  const keepInView = useEffectEvent((before: number) => {
    const box = scroller.current
    const bottom = HEADER + (active + 1) * ROW
    if (!box || active < 0 || bottom > box.scrollTop + before) return
    const missing = bottom - (box.scrollTop + box.clientHeight)
    if (missing > 0) box.scrollTop += missing
  })
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    let height = box.clientHeight
    const observer = new ResizeObserver(() => {
      const before = height
      height = box.clientHeight
      if (height < before) keepInView(before)
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  const goTo = async (target: string) => {
    const index = await rows.locate(target)
    if (index === null) return
    wanted.current = null
    setCursor(index)
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  // What was asked for before its row was there.
  useEffect(() => {
    const target = wanted.current
    if (target === null || state.searching) return
    if ('path' in target) {
      void goTo(target.path)
      return
    }
    const row = rows.rowAt(target.index)
    if (!row) return
    wanted.current = null
    onSelect(row.path)
  })

  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus(),
    goTo: (target) => {
      wanted.current = { path: target }
    },
    shift: (count) => {
      shifted.current += count
    },
  }))
  useEffect(() => onFocusRequest('parameters', () => scroller.current?.focus()), [])

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(state.total - 1, index))
    if (state.total === 0) return
    setCursor(target)
    virtualizer.scrollToIndex(target, { align: 'auto' })
    const row = rows.rowAt(target)
    if (row) onSelect(row.path)
    else wanted.current = { index: target }
  }
  const toggle = (row: TreeRow, open: boolean) => {
    // A search shows all it found; there is nothing to open or close.
    if (row.isObject && search === '') work.toggle(row.path, open)
  }
  const edit = (row: TreeRow) => {
    if (row.isObject || row.writable !== true || staging.edits.get(row.path)?.rpcId) return
    const now = staging.edits.get(row.path)?.to ?? row.value
    const flag = editorOf(row.type).kind === 'boolean' && now !== null ? readBoolean(now) : null
    if (flag !== null) {
      work.stage({ path: row.path, from: row.value, to: writeBoolean(!flag, row.value), type: row.type })
      return
    }
    setEditing(row.path)
  }
  const endEdit = (row: TreeRow, to: string | null) => {
    setEditing(null)
    if (to !== null) work.stage({ path: row.path, from: row.value, to, type: row.type })
    scroller.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return
    const row = active < 0 ? undefined : rows.rowAt(active)
    const deed = deedOfKey(event, row, work.store.getState())
    if (deed === null) return
    event.preventDefault()
    perform(deed)
  }
  const perform = (deed: GridDeed) => {
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER) / ROW) - 1)
    switch (deed.type) {
      case 'nothing':
        break
      case 'move':
        moveTo(active < 0 && deed.by < 0 ? state.total - 1 : active + deed.by)
        break
      case 'page':
        moveTo(Math.max(0, active) + deed.by * page)
        break
      case 'first':
        moveTo(0)
        break
      case 'last':
        moveTo(state.total - 1)
        break
      case 'parent':
        onSelect(deed.path)
        void goTo(deed.path)
        break
      case 'toggle':
        toggle(deed.row, deed.open)
        break
      case 'edit':
        edit(deed.row)
        break
      case 'unstage':
        work.unstage(deed.path)
        break
      case 'add':
        void work.addObject(deed.path)
        break
      case 'remove':
        void work.deleteObject(deed.path)
        break
      case 'undo':
        work.undo()
        break
      case 'copy':
        void copyText(deed.text)
        break
      case 'menu': {
        const box = document.getElementById(`${id}-${active}`)?.getBoundingClientRect()
        if (box) setMenu({ row: deed.row, place: { x: box.left + 40, y: box.bottom } })
        break
      }
    }
  }

  const own: RowActions = {
    // The row may have moved since it was drawn.
    select: (index, chosen) => moveTo(rows.indexOf(chosen) ?? index),
    toggle,
    edit,
    endEdit,
    fetch: (branch) => void work.fetchBranch(branch),
    add: (table) => void work.addObject(table),
    remove: (instance) => void work.deleteObject(instance),
    cancel: (rpcId) => void work.cancel(rpcId),
    menu: (chosen, index, place) => {
      moveTo(rows.indexOf(chosen.path) ?? index)
      setMenu({ row: chosen, place })
    },
  }
  const actions = useStableActions(own)

  const mounted = items.some((item) => item.index === active)
  return (
    <>
      <div
        ref={scroller}
        className={styles.grid}
        role="treegrid"
        aria-label="Parameter tree"
        aria-rowcount={state.total + 1}
        aria-colcount={columns.length}
        aria-busy={state.searching || state.loading}
        aria-activedescendant={mounted && active >= 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        data-own-focus
        onKeyDown={onKeyDown}
        onMouseDown={keepKeys}
      >
        <div role="presentation" className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
          <div role="row" aria-rowindex={1} className={styles.headerRow} style={{ height: HEADER }}>
            {columns.map((name) => (
              <span key={name} role="columnheader" data-column={name}>
                {name}
              </span>
            ))}
          </div>
          {items.map((item) => {
            const row = rows.rowAt(item.index)
            const fetch = row && fetches.get(row.path)
            return (
              <ParameterRow
                key={row?.path ?? `row ${item.index}`}
                elementId={`${id}-${item.index}`}
                index={item.index}
                top={item.start}
                height={ROW}
                row={row}
                active={item.index === active}
                edit={row && staging.edits.get(row.path)}
                editing={row !== undefined && editing === row.path}
                progress={fetch ? fetchProgress(fetch, unreached) : null}
                change={row && changes.get(row.path)}
                actions={actions}
              />
            )
          })}
        </div>
      </div>
      <RowMenu
        menu={menu}
        work={work}
        onEdit={edit}
        onClose={() => {
          setMenu(null)
          scroller.current?.focus()
        }}
      />
    </>
  )
}

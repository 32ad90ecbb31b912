import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type AriaAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react'
import type { MenuPlace } from './menu-at.js'
import styles from './virtual-list.module.css'

export interface VirtualListHandle {
  scrollToIndex(index: number, align?: 'auto' | 'start' | 'center' | 'end'): void
  focus(): void
}

/** How a row stands in the list, for drawing it. */
export interface RowState {
  readonly active: boolean
}

export interface VirtualListProps {
  /** Name for screen readers. */
  readonly label: string
  /** All rows, also those that are not loaded. */
  readonly count: number
  /** Height of every row in pixels. */
  readonly rowHeight: number
  /** The row that has the selection, -1 for none. */
  readonly activeIndex: number
  /** The user chose a row by arrow keys or pointer. */
  readonly onActive: (index: number) => void
  /** Enter or double click. */
  readonly onOpen?: (index: number) => void
  /** Right button, or the menu key (also Shift+F10) on the active row: where the row's menu belongs. */
  readonly onMenu?: (index: number, place: MenuPlace) => void
  /** Keys the list does not use itself (a tree grid's left and right). Call preventDefault to claim one. */
  readonly onKey?: (event: KeyboardEvent, index: number) => void
  readonly renderRow: (index: number, state: RowState) => ReactNode
  /** Stable identity of a row, so that it keeps its DOM while others come above it. */
  readonly rowKey?: (index: number) => string | number
  /** Which rows are in view (and a few more): pull these. `to` is exclusive. */
  readonly onRange?: (from: number, to: number) => void
  /** `listbox` (default), or `treegrid`/`grid`, whose rows must hold elements with role `gridcell`. */
  readonly role?: 'listbox' | 'grid' | 'treegrid'
  /** What a row says of itself to assistive technology beyond its position (`aria-level`, `aria-expanded`). */
  readonly rowAria?: (index: number) => AriaAttributes
  /** Header row inside the scrolling area, stays in view; for grids. */
  readonly header?: ReactNode
  /** Height of the header in pixels. */
  readonly headerHeight?: number
  readonly columnCount?: number
  readonly className?: string
  readonly ref?: Ref<VirtualListHandle>
}

/**
 * A list of any length of which only the rows in view are in the document. One tab stop; arrows, Page Up/Down,
 * Home and End move the active row, which the list scrolls into view and announces by aria-activedescendant.
 */
export function VirtualList({
  label,
  count,
  rowHeight,
  activeIndex,
  onActive,
  onOpen,
  onMenu,
  onKey,
  renderRow,
  rowKey,
  onRange,
  role = 'listbox',
  rowAria,
  header,
  headerHeight = 0,
  columnCount,
  className,
  ref,
}: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headerHeight,
    paddingStart: headerHeight,
    initialRect: { width: 300, height: 600 },
    ...(rowKey ? { getItemKey: rowKey } : {}),
  })
  useImperativeHandle(
    ref,
    () => ({
      scrollToIndex: (index, align = 'auto') => virtualizer.scrollToIndex(index, { align }),
      focus: () => scroller.current?.focus(),
    }),
    [virtualizer],
  )

  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])

  const rows = virtualizer.getVirtualItems()
  const from = rows[0]?.index ?? 0
  const to = (rows.at(-1)?.index ?? -1) + 1
  useEffect(() => onRange?.(from, to), [onRange, from, to])

  // Follow the selection wherever it is set from; but rows that come above it must not move what the user reads.
  const activeKey = activeIndex < 0 ? null : (rowKey?.(activeIndex) ?? activeIndex)
  const latestIndex = useRef(activeIndex)
  useEffect(() => {
    latestIndex.current = activeIndex
  })
  useEffect(() => {
    if (activeKey !== null) virtualizer.scrollToIndex(latestIndex.current, { align: 'auto' })
  }, [virtualizer, activeKey])

  useKeptPlace(scroller, count, rowHeight, headerHeight, rowKey)

  const move = (index: number) => {
    if (count > 0) onActive(Math.max(0, Math.min(count - 1, index)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    onKey?.(event, activeIndex)
    if (event.defaultPrevented || event.target !== event.currentTarget) return
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1,
    )
    const target = targetOf(event.key, activeIndex, page, count)
    if (target !== null) {
      event.preventDefault()
      move(target)
    } else if (event.key === 'Enter' && activeIndex >= 0 && onOpen) {
      event.preventDefault()
      onOpen(activeIndex)
    } else if (isMenuKey(event) && activeIndex >= 0 && onMenu) {
      const box = document.getElementById(`${id}-${activeIndex}`)?.getBoundingClientRect()
      event.preventDefault()
      if (box) onMenu(activeIndex, { x: box.left + 24, y: box.bottom - 8 })
    }
  }

  const rowRole = role === 'listbox' ? 'option' : 'row'
  const offset = header ? 1 : 0
  const activeMounted = rows.some((row) => row.index === activeIndex)
  return (
    <div
      ref={scroller}
      className={className ? `${styles.scroller} ${className}` : styles.scroller}
      role={role}
      aria-label={label}
      aria-rowcount={role === 'listbox' ? undefined : count + offset}
      aria-colcount={columnCount}
      aria-activedescendant={activeMounted ? `${id}-${activeIndex}` : undefined}
      tabIndex={0}
      data-own-focus
      onKeyDown={onKeyDown}
    >
      <div className={styles.all} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {header && (
          <div className={styles.header} role="row" aria-rowindex={1} style={{ height: headerHeight }}>
            {header}
          </div>
        )}
        {rows.map((row) => {
          const active = row.index === activeIndex
          return (
            <div
              key={row.key}
              id={`${id}-${row.index}`}
              className={styles.row}
              role={rowRole}
              aria-selected={active}
              aria-posinset={role === 'listbox' ? row.index + 1 : undefined}
              aria-setsize={role === 'listbox' ? count : undefined}
              aria-rowindex={role === 'listbox' ? undefined : row.index + 1 + offset}
              {...rowAria?.(row.index)}
              data-active={active || undefined}
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              onPointerDown={(event) => {
                if (event.button === 0) move(row.index)
              }}
              onDoubleClick={() => onOpen?.(row.index)}
              onContextMenu={(event) => {
                if (!onMenu) return
                event.preventDefault()
                onMenu(row.index, { x: event.clientX, y: event.clientY })
              }}
            >
              {renderRow(row.index, { active })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The key that opens a context menu. */
export function isMenuKey({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey)
}

/** Rows that come above what the user reads do not move it; at the top of the list they come into view. */
function useKeptPlace(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  headerHeight: number,
  rowKey: ((index: number) => string | number) | undefined,
) {
  const before = useRef<{ count: number; index: number; key: string | number } | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !rowKey) return
    const last = before.current
    if (last && element.scrollTop > 0 && count > last.count) {
      const moved = last.index + count - last.count
      if (rowKey(last.index) !== last.key && rowKey(moved) === last.key) {
        element.scrollBy({ top: (count - last.count) * rowHeight, behavior: 'instant' })
      }
    }
    const index = Math.min(count - 1, Math.floor(Math.max(0, element.scrollTop - headerHeight) / rowHeight))
    before.current = index < 0 ? null : { count, index, key: rowKey(index) }
  })
}

/** Where a key leads from a row; null if the list has no use for the key. */
function targetOf(key: string, from: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1
    case 'ArrowUp':
      return from < 0 ? count - 1 : from - 1
    case 'PageDown':
      return Math.max(0, from) + page
    case 'PageUp':
      return from - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

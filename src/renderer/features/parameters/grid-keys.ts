import type { TreeRow } from '../../../contract/index.js'
import { isMenuKey } from '../../ui/index.js'
import { isOpen } from './expansion.js'
import { parentOf } from './paths.js'
import type { ParameterWorkState } from './work-state.js'

/** What a key asks of the grid. */
export type GridDeed =
  | { readonly type: 'nothing' | 'first' | 'last' | 'undo' }
  | { readonly type: 'move' | 'page'; readonly by: number }
  | { readonly type: 'parent' | 'unstage' | 'add' | 'remove'; readonly path: string }
  | { readonly type: 'toggle'; readonly row: TreeRow; readonly open: boolean }
  | { readonly type: 'edit' | 'menu'; readonly row: TreeRow }
  | { readonly type: 'copy'; readonly text: string }

interface GridKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const nothing: GridDeed = { type: 'nothing' }

/** What a key does on the active row; null for a key the grid has no use for. Arrows as in any tree grid (ARIA practices). */
export function deedOfKey(
  event: GridKey,
  row: TreeRow | undefined,
  { search, expansion }: Pick<ParameterWorkState, 'search' | 'expansion'>,
): GridDeed | null {
  if (event.ctrlKey || event.metaKey) return deedWithCtrl(event, row)
  if (event.altKey) return null
  if (isMenuKey(event)) return row ? { type: 'menu', row } : nothing
  switch (event.key) {
    case 'ArrowDown':
      return { type: 'move', by: 1 }
    case 'ArrowUp':
      return { type: 'move', by: -1 }
    case 'PageDown':
      return { type: 'page', by: 1 }
    case 'PageUp':
      return { type: 'page', by: -1 }
    case 'Home':
      return { type: 'first' }
    case 'End':
      return { type: 'last' }
    case 'ArrowRight':
      if (!row?.isObject) return nothing
      return row.expanded ? { type: 'move', by: 1 } : { type: 'toggle', row, open: true }
    case 'ArrowLeft': {
      if (row?.isObject && row.expanded && search === '') return { type: 'toggle', row, open: false }
      const parent = row ? parentOf(row.path) : null
      return parent === null ? nothing : { type: 'parent', path: parent }
    }
    case 'Enter':
    case 'F2':
    case ' ':
      if (!row) return nothing
      return row.isObject
        ? { type: 'toggle', row, open: !isOpen(expansion, row.path) }
        : { type: 'edit', row }
    case '+':
    case 'Insert':
      return row?.isObject && row.writable ? { type: 'add', path: row.path } : nothing
    case 'Delete':
      if (row && !row.isObject) return { type: 'unstage', path: row.path }
      return row?.writable ? { type: 'remove', path: row.path } : nothing
    default:
      return null
  }
}

function deedWithCtrl(event: GridKey, row: TreeRow | undefined): GridDeed | null {
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? null : { type: 'undo' }
    case 'c':
      return row ? { type: 'copy', text: event.shiftKey ? row.path : (row.value ?? row.path) } : null
    default:
      return null
  }
}

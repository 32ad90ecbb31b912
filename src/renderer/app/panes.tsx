import { type ReactNode } from 'react'
import type { PaneId } from './command-table.js'

/**
 * One pane of the frame: what `F6` goes to and what decides between commands of the same name. It has no role of its
 * own: the docking library makes a named region of every group and a tab panel of every panel.
 */
export function Pane({ id, children }: { id: PaneId; children: ReactNode }) {
  return (
    <div data-pane={id} tabIndex={-1} style={{ height: '100%', overflow: 'hidden', outline: 'none' }}>
      {children}
    </div>
  )
}

const paneIds: ReadonlySet<string> = new Set<PaneId>([
  'devices',
  'sessions',
  'timeline',
  'parameters',
  'rpcs',
  'operations',
  'findings',
  'inspector',
])

function isPaneId(id: string | undefined): id is PaneId {
  return id !== undefined && paneIds.has(id)
}

/** The pane an element stands in. */
export function paneOf(target: EventTarget | null): PaneId | null {
  if (!(target instanceof Element)) return null
  const pane = target.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  return isPaneId(pane) ? pane : null
}

/** Where the focus goes inside a pane: what moves through its content, else the first thing that takes it. */
const entrances = [
  '[role="listbox"], [role="treegrid"], [role="grid"]',
  'button:not(:disabled), input:not(:disabled), [tabindex="0"]',
]

/** Puts the focus into the pane after (`by` 1) or before (-1) the one named, or (0) into that one; left to right, top to bottom. */
export function focusPane(page: Document, from: PaneId | null, by: 1 | 0 | -1): void {
  const panes = [...page.querySelectorAll<HTMLElement>('[data-pane]')]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element }) => element.checkVisibility?.({ visibilityProperty: true }) ?? true)
    .sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top)
    .map(({ element }) => element)
  if (panes.length === 0) return
  const at = panes.findIndex((pane) => pane.dataset['pane'] === from)
  const next = at < 0 ? (by === -1 ? panes.length - 1 : 0) : (at + by + panes.length) % panes.length
  const pane = panes[next]
  const entrance = entrances.map((each) => pane?.querySelector<HTMLElement>(each)).find(Boolean)
  ;(entrance ?? pane)?.focus()
}

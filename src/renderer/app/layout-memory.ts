import type { DockviewApi, SerializedDockview } from 'dockview-react'

/** Counts up when the panels change so much that an old layout would hide something. */
const KEY = 'cwmp-workbench.layout.1'

/** The panels without which the workbench is none; a layout that lacks one is not taken. */
const needed = [
  'devices',
  'sessions',
  'timeline',
  'parameters',
  'rpcs',
  'operations',
  'findings',
  'inspector',
]

/** Puts the panels as they were; false if there is nothing to put back, or nothing whole. */
export function recallLayout(api: DockviewApi): boolean {
  const text = localStorage.getItem(KEY)
  if (text === null) return false
  try {
    const layout: SerializedDockview = JSON.parse(text)
    if (!needed.every((id) => id in layout.panels)) return false
    api.fromJSON(layout)
    // The first-run panel belongs to the moment, not to the layout.
    api.getPanel('connect')?.api.close()
    return true
  } catch {
    // Written by another version, or damaged: the standard layout takes its place.
    forgetLayout()
    api.clear()
    return false
  }
}

export function rememberLayout(api: DockviewApi): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(api.toJSON()))
  } catch {
    // Storage is full or forbidden: the layout is simply not remembered.
  }
}

export function forgetLayout(): void {
  localStorage.removeItem(KEY)
}

/** The panes that another part of the page may hand the focus to. */
export type FocusPane = 'inspector' | 'parameters' | 'timeline'

const listeners = new Map<FocusPane, () => void>()

/** Hands the focus to a pane, if it is on the page. */
export function requestFocus(pane: FocusPane): void {
  listeners.get(pane)?.()
}

/** Says how a pane takes the focus. Returns the way out. */
export function onFocusRequest(pane: FocusPane, take: () => void): () => void {
  listeners.set(pane, take)
  return () => {
    if (listeners.get(pane) === take) listeners.delete(pane)
  }
}

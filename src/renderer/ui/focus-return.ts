/** What lies in front of the page for a while; the focus goes back to the page from there. */
const inFront = '[role="dialog"], [role="menu"]'

let last: HTMLElement | null = null

/** Remembers what had the focus on the page itself, for as long as it is bound. */
export function rememberFocus(page: Document): () => void {
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target !== page.body && !target.closest(inFront)) last = target
  }
  page.addEventListener('focusin', onFocusIn)
  return () => page.removeEventListener('focusin', onFocusIn)
}

/**
 * Gives the focus back to what had it before something came in front of the page. Does nothing where something
 * else has taken it meanwhile: the command chosen in a dialog may have had reason to.
 */
export function returnFocus(page: Document): void {
  const now = page.activeElement
  if (now !== null && now !== page.body) return
  if (last?.isConnected) last.focus({ preventScroll: true })
}

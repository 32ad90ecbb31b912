/** What lies in front of the page for a while; the focus goes back to the page from there. */
const inFront = '[role="dialog"], [role="menu"]'
/** Longer than what closes takes to let something else have the focus. */
const GRACE_MS = 60

/**
 * Keeps the keyboard from falling off the page, for as long as it is bound: when what has the focus goes away (a
 * dialog closes, a button has done its work), whatever had it before on the page itself gets it back, or else `home`
 * decides. Does nothing where something else has taken the focus, or where the user clicked beside everything.
 */
export function keepFocus(page: Document, home: () => void): () => void {
  let last: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target !== page.body && !target.closest(inFront)) last = target
  }
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return
    const fromFront = target.closest(inFront) !== null
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (page.activeElement !== null && page.activeElement !== page.body) return
      if (page.querySelector(inFront) !== null || (canHaveFocus(target) && !fromFront)) return
      if (last && canHaveFocus(last)) last.focus({ preventScroll: true })
      else home()
    }, GRACE_MS)
  }
  page.addEventListener('focusin', onFocusIn)
  page.addEventListener('focusout', onFocusOut)
  return () => {
    clearTimeout(timer)
    page.removeEventListener('focusin', onFocusIn)
    page.removeEventListener('focusout', onFocusOut)
  }
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && (element.checkVisibility?.() ?? true)
}

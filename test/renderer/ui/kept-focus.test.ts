// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepFocus } from '../../../src/renderer/ui/index.js'

const home = vi.fn()
let end: () => void

beforeEach(() => {
  document.body.innerHTML =
    '<button id="list">list</button><button id="send">send</button><div role="dialog"><button id="close">close</button></div>'
  home.mockReset()
  end = keepFocus(document, home)
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

const button = (id: string) => document.querySelector<HTMLElement>(`#${id}`)!
/** As browsers tell it when what has the focus goes away. */
function remove(element: HTMLElement) {
  element.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: null }))
  element.remove()
}

describe('the kept focus', () => {
  it('goes back to the page when a dialog closes', async () => {
    button('list').focus()
    button('close').focus()
    const dialog = document.querySelector<HTMLElement>('[role="dialog"]')!
    button('close').dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: null }))
    dialog.remove()
    await vi.waitFor(() => expect(document.activeElement?.id).toBe('list'))
  })

  it('goes home when what had it is gone itself', async () => {
    document.querySelector('[role="dialog"]')?.remove()
    button('send').focus()
    remove(button('send'))
    await vi.waitFor(() => expect(home).toHaveBeenCalled())
  })

  it('stays where something else has taken it', () => {
    vi.useFakeTimers()
    document.querySelector('[role="dialog"]')?.remove()
    button('send').focus()
    const before = button('send')
    before.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: null }))
    before.remove()
    button('list').focus()
    vi.advanceTimersByTime(1000)
    expect(document.activeElement?.id).toBe('list')
    expect(home).not.toHaveBeenCalled()
  })
})

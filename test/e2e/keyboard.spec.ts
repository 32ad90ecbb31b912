import type { Page } from '@playwright/test'
import { expect, startWorkbench, test } from './workbench.js'

/** Role and name of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return `${element?.getAttribute('role') ?? element?.tagName ?? ''} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`
  })

/** Chooses a command by typing its name. */
async function command(page: Page, name: string) {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('button', { name })).toHaveCount(1)
  await page.keyboard.press('Enter')
}

test('the whole walk is done by the keyboard alone', async ({ page }) => {
  const workbench = await startWorkbench(['--demo'])
  try {
    await page.goto(workbench.uiUrl)
    const sessions = page.getByRole('listbox', { name: 'Sessions' })
    const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
    await expect(sessions.getByRole('option', { name: /1 BOOT/ })).toBeVisible()

    // From pane to pane, and round.
    const panes: string[] = []
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('F6')
      panes.push(await focused(page))
    }
    expect(panes.slice(0, 3)).toEqual(['listbox CPEs', 'listbox Sessions', 'listbox Messages of the session'])
    await page.keyboard.press('F6')
    expect(await focused(page)).toBe('listbox CPEs')

    // The first session, a message of it, its XML.
    await page.keyboard.press('F6')
    await page.keyboard.press('End')
    await page.keyboard.press('F6')
    await expect(ladder).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await page.keyboard.press('p')
    const inspector = page.getByRole('region', { name: 'Inspector' })
    await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('Inform')
    await page.keyboard.press('Enter')
    await expect(inspector.getByRole('tab', { name: 'Explain' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(inspector.getByRole('tab', { name: 'XML' })).toHaveAttribute('aria-selected', 'true')
    await expect(inspector.locator('.view-lines')).toContainText('cwmp:Inform')
    // The editor lets Tab through.
    for (let press = 0; press < 6; press++) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null)).toBe(false)

    // The SSID, found, edited, sent.
    await command(page, 'Show the parameters')
    await page.keyboard.press('Control+p')
    await expect(page.getByRole('textbox', { name: /^Search parameters/ })).toBeFocused()
    await page.keyboard.type('SSID')
    await expect(page.getByText(/ found in /)).toBeVisible()
    await page.keyboard.press('ArrowDown')
    const grid = page.getByRole('treegrid')
    await expect(grid).toBeFocused()
    await page.keyboard.press('Home')
    const row = grid.getByRole('row', { name: /^SSID / }).first()
    for (let press = 0; press < 60 && (await row.getAttribute('aria-selected')) !== 'true'; press++) {
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'New value of SSID' })).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('by keys alone')
    await page.keyboard.press('Enter')
    await expect(grid).toBeFocused()
    await page.keyboard.press('Control+Enter')
    await expect(row).toContainText('by keys alone')
    await expect(page.getByText(/staged$/)).toBeHidden()
    await expect(grid).toBeFocused()
  } finally {
    await workbench.stop()
  }
})

test('what opens in front of the page gives the focus back when it closes', async ({ page }) => {
  const workbench = await startWorkbench(['--demo'])
  try {
    await page.goto(workbench.uiUrl)
    const list = page.getByRole('listbox', { name: 'CPEs' })
    await expect(list.getByRole('option')).toHaveCount(1)
    await list.focus()

    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()

    await page.keyboard.press('Control+k')
    await expect(page.getByRole('textbox', { name: 'Find a command' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(list).toBeFocused()

    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menuitem', { name: 'Connection request credentials…' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()

    await command(page, 'Connection request credentials…')
    const dialog = page.getByRole('dialog', { name: 'Connection request credentials' })
    await expect(dialog.getByLabel('User name')).toBeFocused()
    // The focus goes round inside.
    for (let press = 0; press < 8; press++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(
        true,
      )
    }
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()

    await page.keyboard.press('/')
    await expect(page.getByRole('textbox', { name: 'Filter sessions' })).toBeFocused()
    await page.keyboard.type('bogus:1')
    await expect(page.locator('mark')).toHaveText('bogus')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(list).toBeFocused()
  } finally {
    await workbench.stop()
  }
})

import type { Page } from '@playwright/test'
import { expect, startWorkbench, test } from './workbench.js'

/** Opens the first Inform of the demo CPE and gives its inspector. */
async function openInform(page: Page, uiUrl: string) {
  await page.goto(uiUrl)
  await page
    .getByRole('listbox', { name: 'Sessions' })
    .getByRole('option', { name: /0 BOOTSTRAP, 1 BOOT/ })
    .click()
  await page
    .getByRole('listbox', { name: 'Messages of the session' })
    .getByRole('option', { name: /Inform 0 BOOTSTRAP, 1 BOOT/ })
    .click()
  const inspector = page.getByRole('region', { name: 'Inspector' }).last()
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('Inform')
  return inspector
}

test('what is selected in Decoded is selected in XML and marked in Hex, and back', async ({ page }) => {
  const workbench = await startWorkbench(['--demo'])
  try {
    const inspector = await openInform(page, workbench.uiUrl)
    const tab = (name: string) => inspector.getByRole('tab', { name }).click()
    const place = inspector.getByLabel('Selected place')
    const value = inspector.locator('[data-mark="value"]')

    await tab('Decoded')
    await inspector.getByRole('row', { name: /SerialNumber/ }).click()
    await expect(place).toContainText('SerialNumber')
    await tab('XML')
    // The element is tinted, and really selected: what is copied is it.
    await expect(inspector.locator('[class*="xmlPlace"]').first()).toBeVisible()
    await expect(inspector.locator('.selected-text').first()).toBeVisible()
    await tab('Hex')
    await expect(value.first()).toBeInViewport()
    const serial = (await value.allTextContents()).filter((text) => text.length === 1).join('')
    expect(serial).toMatch(/^DEMO\d+$/)

    // From bytes to the others: the ProductClass stands right before it.
    await value.first().click()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const chosen = await place.textContent()
    expect(chosen).not.toContain('SerialNumber')
    await tab('Decoded')
    await expect(inspector.getByRole('row', { selected: true })).toHaveCount(1)

    // From the cursor in the XML to the others.
    await tab('XML')
    await inspector.locator('.view-line', { hasText: '<OUI>' }).getByText('OUI').first().click()
    await expect(place).toContainText('OUI')
    await tab('Decoded')
    await expect(inspector.getByRole('row', { selected: true })).toContainText('OUI')
  } finally {
    await workbench.stop()
  }
})

test('two views stand side by side and follow each other', async ({ page }) => {
  const workbench = await startWorkbench(['--demo'])
  try {
    const inspector = await openInform(page, workbench.uiUrl)
    await inspector.getByRole('tab', { name: 'XML' }).click()
    await inspector.getByRole('button', { name: 'Show a second view beside this one' }).click()
    await expect(inspector.getByRole('listbox', { name: 'Bytes of the message' })).toBeVisible()
    // The upper half of the XML is in view: its header is.
    await inspector.locator('.view-line', { hasText: 'cwmp:ID' }).getByText('ID').first().click()
    await expect(inspector.getByLabel('Selected place')).toContainText('HeaderID')
    const value = inspector.locator('[data-mark="value"]')
    await expect(value.first()).toBeInViewport()
    const id = (await value.allTextContents()).filter((text) => text.length === 1).join('')
    await expect(inspector.locator('.view-line', { hasText: 'cwmp:ID' })).toContainText(`>${id}<`)
    await inspector.getByRole('button', { name: 'Close the second view' }).click()
    await expect(inspector.getByRole('listbox', { name: 'Bytes of the message' })).toHaveCount(0)
  } finally {
    await workbench.stop()
  }
})

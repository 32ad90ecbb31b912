import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, startWorkbench, test } from './workbench.js'

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every view passes the accessibility rules in the ${colorScheme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const workbench = await startWorkbench(['--demo'])
    try {
      await page.goto(workbench.uiUrl)
      const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
      await page
        .getByRole('listbox', { name: 'Sessions' })
        .getByRole('option', { name: /1 BOOT/ })
        .click()
      await ladder.getByRole('option', { name: /GetParameterValuesResponse/ }).click()
      const inspector = page.getByRole('region', { name: 'Inspector' }).last()
      for (const tab of ['Explain', 'Decoded', 'HTTP', 'Hex', 'Findings', 'XML']) {
        await inspector.getByRole('tab', { name: tab }).click()
        expect(await violations(page), tab).toEqual([])
      }
      await page.getByRole('tab', { name: 'Parameters' }).click()
      await expect(page.getByRole('treegrid')).toBeVisible()
      expect(await violations(page), 'Parameters').toEqual([])
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page), 'palette').toEqual([])
    } finally {
      await workbench.stop()
      await context.close()
    }
  })

  test(`findings, two views and quirks pass the accessibility rules in the ${colorScheme} theme`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const workbench = await startWorkbench(['--demo'])
    try {
      await page.goto(workbench.uiUrl)
      const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
      await page
        .getByRole('listbox', { name: 'Sessions' })
        .getByRole('option', { name: /1 BOOT/ })
        .click()
      await ladder.getByRole('option', { name: /Inform 0 BOOTSTRAP/ }).click()
      const inspector = page.getByRole('region', { name: 'Inspector' }).last()
      await inspector.getByRole('tab', { name: 'Decoded' }).click()
      await inspector.getByRole('row', { name: /SerialNumber/ }).click()
      await inspector.getByRole('button', { name: 'Show a second view beside this one' }).click()
      expect(await violations(page), 'two views').toEqual([])
      await page
        .getByRole('tab', { name: /^Findings/ })
        .first()
        .click()
      await page.getByText('Whole capture').click()
      await expect(page.getByRole('region', { name: 'Findings by rule' })).toBeVisible()
      expect(await violations(page), 'Findings of the capture').toEqual([])
      await page.getByRole('button', { name: 'Actions of the selected CPE' }).click()
      await page.getByRole('menuitem', { name: 'How we speak to this CPE…' }).click()
      await expect(page.getByRole('group', { name: 'Booleans' })).toBeVisible()
      expect(await violations(page), 'quirks').toEqual([])
    } finally {
      await workbench.stop()
      await context.close()
    }
  })

  test(`queue, operations, calls and settings pass the accessibility rules in the ${colorScheme} theme`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const workbench = await startWorkbench(['--demo', '--file-port', '0'])
    try {
      await page.goto(workbench.uiUrl)
      await expect(page.getByRole('listbox', { name: 'Sessions' })).toContainText('1 BOOT')
      await page.getByRole('tab', { name: 'RPCs' }).click()
      await page.getByText('All', { exact: true }).click()
      await page
        .getByRole('listbox', { name: /^RPCs of the CPE/ })
        .getByRole('option')
        .first()
        .click()
      expect(await violations(page), 'RPCs').toEqual([])
      await page.getByRole('tab', { name: 'Operations' }).click()
      await page
        .getByLabel('Files to add')
        .setInputFiles({ name: 'fw.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1000) })
      await page
        .getByRole('listbox', { name: /^Files/ })
        .getByRole('option')
        .click()
      expect(await violations(page), 'Operations').toEqual([])
      await page.getByRole('button', { name: 'Actions of the selected CPE' }).click()
      await page.getByRole('menuitem', { name: 'Call the CPE now' }).click()
      await expect(page.getByRole('dialog').getByRole('status')).toContainText('came')
      expect(await violations(page), 'connection request').toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+,')
      const settings = page.getByRole('dialog', { name: 'ACS settings' })
      for (const tab of ['TLS', 'Redirects', 'XMPP account', 'STUN server', 'CPE authentication']) {
        await settings.getByRole('tab', { name: tab }).click()
        await expect(settings.getByRole('heading', { level: 3 }).first()).toBeVisible()
        expect(await violations(page), tab).toEqual([])
      }
    } finally {
      await workbench.stop()
      await context.close()
    }
  })

  test(`the first-run screen passes the accessibility rules in the ${colorScheme} theme`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    const workbench = await startWorkbench()
    try {
      await page.goto(workbench.uiUrl)
      await expect(page.getByRole('button', { name: /Start the demo CPE/ }).first()).toBeVisible()
      expect(await violations(page)).toEqual([])
    } finally {
      await workbench.stop()
      await context.close()
    }
  })
}

import type { Page } from '@playwright/test'
import { expect, startWorkbench, test, type RunningWorkbench } from './workbench.js'

/** The tree of the demo CPE, which is fetched in its first session. */
async function openTree(page: Page): Promise<RunningWorkbench> {
  const workbench = await startWorkbench(['--demo'])
  await page.goto(workbench.uiUrl)
  await page.getByRole('tab', { name: 'Parameters' }).click()
  await expect(page.getByText(/^\d{3,} parameters$/).last()).toBeVisible()
  return workbench
}

const search = (page: Page) => page.getByRole('textbox', { name: 'Search parameters by name or value' })

test('a value the CPE refuses stays staged, with code and sentence at its row, and can be mended there', async ({
  page,
}) => {
  const workbench = await openTree(page)
  try {
    await search(page).fill('SSID')
    const row = page
      .getByRole('treegrid')
      .getByRole('row', { name: /^SSID / })
      .first()
    const type = async (value: string) => {
      await row.click()
      await page.keyboard.press('Enter')
      const editor = page.getByRole('textbox', { name: 'New value of SSID' })
      await editor.fill(value)
      await editor.press('Enter')
      await page.getByRole('button', { name: 'Send now' }).click()
    }
    await type('far longer than the thirty-two characters of an SSID')
    await expect(row).toContainText('9007')
    await expect(row.getByText(/^9007 .+/)).toBeVisible()
    await expect(page.getByText('1 refused value')).toBeVisible()
    await expect(page.getByText(/The CPE refused this value: 9007 /)).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'Nothing was set' })).toBeVisible()

    await type('short enough')
    await expect(row).toContainText('short enough')
    await expect(page.getByText(/staged$/)).toBeHidden()
    await expect(row).not.toContainText('9007')
  } finally {
    await workbench.stop()
  }
})

test('an instance is added and deleted in the tree, and its values are a press away', async ({ page }) => {
  const workbench = await openTree(page)
  try {
    const grid = page.getByRole('treegrid')
    await grid.getByRole('row', { name: /^NAT\. / }).dblclick()
    const table = grid.getByRole('row', { name: /^PortMapping\. / })
    await table.getByRole('gridcell').first().click()
    await page.keyboard.press('+')
    const notice = page.getByText(/^PortMapping\.\d+\. was added\./)
    await expect(notice).toBeVisible()
    const number = /PortMapping\.(\d+)\./.exec((await notice.textContent()) ?? '')?.[1] ?? ''
    const instance = grid.getByRole('row', { name: new RegExp(`^${number}\\. `) })
    await expect(instance).toBeVisible()

    await page.getByRole('button', { name: 'Fetch its values' }).click()
    await instance.getByRole('gridcell').first().dblclick()
    await expect(grid.getByRole('row', { name: /^ExternalPort / })).toBeVisible()

    await instance.getByRole('gridcell').first().click()
    await page.keyboard.press('Delete')
    await expect(page.getByText(`PortMapping.${number}. was deleted.`)).toBeVisible()
    await expect(instance).toBeHidden()
  } finally {
    await workbench.stop()
  }
})

test('how the CPE tells of a change is changed at the parameter', async ({ page }) => {
  const workbench = await openTree(page)
  try {
    await search(page).fill('SSID')
    await page
      .getByRole('treegrid')
      .getByRole('row', { name: /^SSID / })
      .first()
      .click()
    const notification = page.getByRole('combobox', { name: 'Notification' })
    await notification.selectOption({ label: 'notification 2: active, a change opens a session' })
    await expect(page.getByText(/SetParameterAttributes (queued|sent)/)).toBeHidden()
    await expect(notification).toHaveValue('2')
    await expect(notification).toBeEnabled()
  } finally {
    await workbench.stop()
  }
})

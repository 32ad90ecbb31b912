import type { Page } from '@playwright/test'
import { endProcess, expect, runCommand, test } from './workbench.js'

/** Chooses a command by typing its name. */
async function command(page: Page, name: string) {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'Find a command' })).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
}

test('a tree is asked for by the keyboard, waits for the CPE, is fetched when that is called, and what was sent stands in the list of RPCs', async ({
  page,
  workbench,
}) => {
  const cpe = runCommand(['simulate', '--acs', workbench.acsUrl, '--serial', 'TREE001'])
  try {
    await page.goto(workbench.uiUrl)
    await expect(page.getByRole('listbox', { name: 'CPEs' }).getByRole('option')).toHaveCount(1)
    const { items } = (await workbench.api('/devices')) as { items: { id: string }[] }
    const device = `/devices/${encodeURIComponent(items[0]?.id ?? '')}`
    await workbench.api(`${device}/credentials`, {
      method: 'PUT',
      body: { username: 'workbench', password: 'workbench' },
    })

    await command(page, 'Fetch the whole tree')
    const dialog = page.getByRole('dialog', { name: 'Fetch the whole tree' })
    await expect(dialog.getByRole('radio', { name: 'In batches' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('radio', { name: 'Level by level' })).toBeChecked()
    await dialog.getByRole('combobox', { name: 'When' }).click()
    await page.getByRole('option', { name: 'When it comes by itself' }).click()
    await dialog.getByRole('button', { name: 'Fetch', exact: true }).click()

    const job = page.getByRole('region', { name: 'Fetching the tree' })
    await expect(job).toContainText('It begins with the next session of the CPE.')
    const status = page.getByRole('contentinfo', { name: 'Status' })
    await expect(status.getByText(/^Fetching the tree of .*, waiting$/)).toBeVisible()

    await command(page, 'Call the CPE now')
    const call = page.getByRole('dialog', { name: 'Connection request', exact: true })
    await expect(call.getByRole('listitem').filter({ hasText: 'What it asks for' })).toContainText('digest')
    await expect(call.getByRole('status')).toContainText('The CPE was called by HTTP and came')
    await page.keyboard.press('Escape')
    await expect(job).toContainText(/^.*Read [\d,]+ values of [\d,]+ parameters/)
    await expect(status.getByText(/^Fetching the tree/)).toBeHidden()
    await expect(page.getByText(/^\d{3,} parameters$/).last()).toBeVisible()

    await command(page, 'Show the RPCs of the CPE')
    await page.getByText('All', { exact: true }).click()
    const rpcs = page.getByRole('listbox', { name: 'RPCs of the CPE, newest first' })
    await rpcs
      .getByRole('option', { name: /GetParameterValues/ })
      .first()
      .click()
    await page
      .getByRole('region', { name: 'Selected RPC' })
      .getByRole('button', { name: 'Show the request' })
      .click()
    await expect(
      page.getByRole('region', { name: 'Inspector' }).getByRole('heading', { level: 2 }),
    ).toHaveText('GetParameterValues')
  } finally {
    await endProcess(cpe.child)
  }
})

import { expect, startWorkbench, test } from './workbench.js'

/** The newcomer's walk of the README, on the program as it ships. */
test('the demo CPE boots, its XML is read, its SSID is changed in the tree and the new value comes back', async ({
  page,
}) => {
  const workbench = await startWorkbench(['--demo'])
  try {
    await page.goto(workbench.uiUrl)
    const sessions = page.getByRole('listbox', { name: 'Sessions' })
    await expect(sessions.getByRole('option', { name: /0 BOOTSTRAP, 1 BOOT/ })).toBeVisible()
    await sessions.getByRole('option', { name: /0 BOOTSTRAP, 1 BOOT/ }).click()

    const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
    await ladder.getByRole('option', { name: /Inform 0 BOOTSTRAP, 1 BOOT/ }).click()
    const inspector = page.getByRole('region', { name: 'Inspector' }).last()
    await expect(inspector).toContainText('0 BOOTSTRAP')
    await inspector.getByRole('tab', { name: 'XML' }).click()
    await expect(inspector.locator('.monaco-editor')).toBeVisible()
    await expect(inspector.locator('.view-lines')).toContainText('cwmp:Inform')
    await inspector.getByRole('tab', { name: 'HTTP' }).click()
    await expect(inspector).toContainText('POST')
    await inspector.getByRole('tab', { name: 'Hex' }).click()
    await expect(inspector).toContainText('00000000')

    await page.getByRole('tab', { name: 'Parameters' }).click()
    await page.getByRole('textbox', { name: 'Search parameters by name or value' }).fill('SSID')
    const tree = page.getByRole('treegrid')
    const row = tree.getByRole('row', { name: /^SSID / }).first()
    await row.click()
    await page.keyboard.press('Enter')
    const editor = page.getByRole('textbox', { name: 'New value of SSID' })
    await editor.fill('lab-bench')
    await editor.press('Enter')
    await expect(page.getByText('1 change staged')).toBeVisible()
    // What opened below the grid has not taken the edited row out of view.
    await expect(row).toBeInViewport()
    await expect(row).toContainText('lab-bench')
    await page.getByRole('button', { name: 'Send now' }).click()
    await expect(row).toContainText('lab-bench')
    await expect(page.getByText('1 change staged')).toBeHidden()

    // The session that carried it has the request, the CPE's answer, and the event that our call caused.
    await page.getByRole('tab', { name: 'Timeline' }).click()
    const carrier = sessions.getByRole('option', { name: /6 CONNECTION REQUEST/ }).first()
    await carrier.click()
    await expect(ladder.getByRole('option', { name: /ACS to CPE, SetParameterValues .*SSID/ })).toBeVisible()
    await expect(ladder.getByRole('option', { name: /CPE to ACS, SetParameterValuesResponse/ })).toBeVisible()
  } finally {
    await workbench.stop()
  }
})

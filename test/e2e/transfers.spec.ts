import { expect, startWorkbench, test } from './workbench.js'

test('a file is added, fetched by the CPE, and followed to its TransferComplete; then the CPE sends one', async ({
  page,
}) => {
  const workbench = await startWorkbench(['--demo', '--file-port', '0'])
  try {
    await page.goto(workbench.uiUrl)
    await expect(page.getByRole('listbox', { name: 'Sessions' })).toContainText('1 BOOT')
    await page.getByRole('tab', { name: 'Operations' }).click()
    await page.getByLabel('Files to add').setInputFiles({
      name: 'settings.cfg',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(300_000, 'x'),
    })
    const file = page.getByRole('listbox', { name: 'Files, newest first' }).getByRole('option')
    await expect(file).toContainText('3 Vendor Configuration File')
    await file.click()
    await page
      .getByRole('region', { name: 'Selected file' })
      .getByRole('button', { name: 'Download to this CPE…' })
      .click()
    const download = page.getByRole('dialog', { name: 'Download to this CPE' })
    await download.getByLabel('CommandKey').fill('walk-1')
    await download.getByRole('button', { name: 'Download', exact: true }).click()

    const transfers = page.getByRole('listbox', { name: 'Transfers, newest first' })
    await expect(transfers.getByRole('option')).toContainText('complete')
    await expect(transfers.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100')
    const detail = page.getByRole('region', { name: 'Selected transfer' })
    await expect(detail).toContainText('The CPE reported success in TransferComplete.')
    await expect(detail.getByRole('row', { name: /GET 200/ })).toContainText('293 KB')
    await detail.getByRole('button', { name: 'TransferComplete without a fault' }).click()
    const inspector = page.getByRole('region', { name: 'Inspector' })
    await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('TransferComplete')
    await detail.getByRole('button', { name: 'Download', exact: true }).click()
    await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('Download')

    await page.getByRole('button', { name: 'Upload from this CPE…' }).click()
    await page
      .getByRole('dialog', { name: 'Upload from this CPE' })
      .getByRole('button', { name: 'Upload', exact: true })
      .click()
    await expect(transfers.getByRole('option')).toHaveCount(2)
    await expect(transfers.getByRole('option').first()).toContainText('complete')
    await expect(
      page.getByRole('listbox', { name: 'Files, newest first' }).getByRole('option').first(),
    ).toContainText('from DemoGateway')
  } finally {
    await workbench.stop()
  }
})

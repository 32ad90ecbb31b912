import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { connectTo, informOf } from '../e2e/foreign-cpe.js'

const root = join(import.meta.dirname, '..', '..')

test('the window opens isolated, and shows a session of a foreign CPE from end to end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-electron-'))
  const runtime = process.env.ELECTRON_EXEC_PATH
  const program = await _electron.launch({
    ...(runtime ? { executablePath: runtime } : {}),
    args: [root, '--acs-port', '0', '--workspace', join(folder, 'workspace'), '--no-demo'],
    // The lock of the single instance and the key store live here.
    env: { ...process.env, XDG_CONFIG_HOME: folder } as Record<string, string>,
  })
  try {
    const page = await program.firstWindow()
    expect(page.url()).toMatch(/^app:\/\//)
    await expect(page.getByRole('heading', { name: 'CWMP Workbench' })).toBeVisible()
    expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)

    const acsUrl = await page.getByRole('contentinfo').locator('code').first().innerText()
    const cpe = await connectTo(acsUrl)
    expect((await cpe.post(informOf('E1'))).status).toBe(200)
    expect((await cpe.post('')).status).toBe(204)
    cpe.close()
    const session = page
      .getByRole('listbox', { name: 'Sessions' })
      .getByRole('option', { name: /2 PERIODIC/ })
    await expect(session).toBeVisible()
    await session.click()
    await expect(
      page.getByRole('listbox', { name: 'Messages of the session' }).getByRole('option'),
    ).toHaveCount(4)
  } finally {
    await program.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

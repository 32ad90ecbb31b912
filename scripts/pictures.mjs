/** `npm run pictures`: the README's walk, taken from the running program. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureBrowser, ensureBuild, ensurePackages, main, programNode, root, say } from './ensure.mjs'

const folder = join(root, 'docs', 'pictures')

/** Starts the built program on free ports with a workspace of its own. */
async function startWorkbench(workspace, options) {
  const child = spawn(
    programNode(),
    [
      join(root, 'out/main/cli.js'),
      'serve',
      '--acs-port',
      '0',
      '--ui-port',
      '0',
      '--workspace',
      workspace,
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (status) => reject(new Error(`serve ended with ${status}`)))
  })
  return { child, ...JSON.parse(line) }
}

async function stop(workbench) {
  const gone = new Promise((resolve) => workbench.child.once('exit', resolve))
  workbench.child.kill('SIGTERM')
  await gone
}

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  const executablePath = await ensureBrowser()
  const { chromium } = await import('@playwright/test')
  const workspace = mkdtempSync(join(tmpdir(), 'workbench-pictures-'))
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ],
  })
  const open = async (workbench, colorScheme) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme })
    const page = await context.newPage()
    await page.goto(workbench.uiUrl)
    return page
  }
  const take = async (page, name) => {
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
    say(`took ${name}.png`)
  }
  try {
    const empty = await startWorkbench(join(workspace, 'empty'), [])
    const first = await open(empty, 'light')
    await first.getByRole('button', { name: 'Start the demo CPE' }).first().waitFor()
    await take(first, '1-first-run')
    await stop(empty)

    const workbench = await startWorkbench(join(workspace, 'demo'), ['--demo'])
    const page = await open(workbench, 'dark')
    const sessions = page.getByRole('listbox', { name: 'Sessions' })
    const ladder = page.getByRole('listbox', { name: 'Messages of the session' })
    const inspector = page.getByRole('region', { name: 'Inspector' }).last()
    await sessions.getByRole('option', { name: /0 BOOTSTRAP, 1 BOOT/ }).click()
    await ladder.getByRole('option', { name: /Inform 0 BOOTSTRAP/ }).click()
    await inspector.getByText('0 BOOTSTRAP').first().waitFor()
    await take(page, '2-timeline')
    await inspector.getByRole('tab', { name: 'XML' }).click()
    await inspector.locator('.view-lines').getByText('cwmp:Inform').first().waitFor()
    await take(page, '3-xml')

    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await page.getByRole('textbox', { name: 'Search parameters by name or value' }).fill('SSID')
    const row = page
      .getByRole('treegrid')
      .getByRole('row', { name: /^SSID / })
      .first()
    await row.click()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'New value of SSID' }).fill('lab-bench')
    await page.keyboard.press('Enter')
    await page.getByText('1 change staged').waitFor()
    await take(page, '4-edit')
    await page.getByRole('button', { name: 'Send now' }).click()
    await row.getByText('lab-bench').waitFor()
    await page.getByText('1 change staged').waitFor({ state: 'hidden' })
    await page.getByRole('tab', { name: 'Timeline' }).click()
    const carrier = page
      .getByRole('listbox', { name: 'Sessions' })
      .getByRole('option', { name: /6 CONNECTION REQUEST/ })
    await carrier.first().click()
    await page
      .getByRole('listbox', { name: 'Messages of the session' })
      .getByRole('option', { name: /SetParameterValuesResponse/ })
      .click()
    await take(page, '5-answer')
    await stop(workbench)
  } finally {
    await browser.close()
    rmSync(workspace, { recursive: true, force: true })
  }
})

import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'
import { startWorkbench } from '../e2e/workbench.js'
import { browserOptions } from './browser.js'
import { figure, percentile, type Figure } from './figure.js'

const rounds = 5

/** How long a bare Node takes from start to its first line: nothing of ours can be faster. */
function bareNodeMs(): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, ['-e', 'console.log("ready")'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve) => child.stdout.once('data', () => resolve(performance.now() - started)))
}

/** How soon the workbench is ready, and how soon its first session is on the screen. */
export async function measure(): Promise<Figure[]> {
  const bare: number[] = []
  const ready: number[] = []
  const visible: number[] = []
  const blank: number[] = []
  const browser = await chromium.launch(browserOptions())
  try {
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await bareNodeMs())
      const started = performance.now()
      const workbench = await startWorkbench(['--demo'])
      ready.push(workbench.readyMs)
      const page = await browser.newPage()
      await page.goto(workbench.uiUrl)
      await page.getByRole('listbox', { name: 'Sessions' }).getByRole('option').first().waitFor()
      visible.push(performance.now() - started)
      const empty = performance.now()
      await page.goto('about:blank')
      blank.push(performance.now() - empty)
      await page.close()
      await workbench.stop()
    }
  } finally {
    await browser.close()
  }
  const readyMs = percentile(ready, 0.5)
  const visibleMs = percentile(visible, 0.5)
  return [
    figure({
      id: 'start.ready-line',
      value: readyMs,
      unit: 'ms',
      beside: 'bare node -e, first line',
      besideValue: percentile(bare, 0.5),
      goal: '<= 1000 ms',
      holds: readyMs <= 1000,
    }),
    figure({
      id: 'start.first-session-visible',
      value: visibleMs,
      unit: 'ms',
      beside: 'blank page in the same browser',
      besideValue: percentile(blank, 0.5),
      goal: '<= 2000 ms after serve --demo is started',
      holds: visibleMs <= 2000,
    }),
  ]
}

import { chromium, type Page } from '@playwright/test'
import { startWorkbench } from '../e2e/workbench.js'
import { browserOptions } from './browser.js'
import { figure, percentile, type Figure } from './figure.js'
import { createLargeCpe } from './large-cpe.js'

const parameterCount = 20_000
const updatesPerSecond = 500

/** What the page itself measured: the longest and the usual time between two frames, in milliseconds. */
interface Frames {
  readonly longest: number
  readonly median: number
  readonly count: number
}

/** Starts to note the time between frames in the page. */
async function watchFrames(page: Page): Promise<() => Promise<Frames>> {
  await page.evaluate(() => {
    const gaps: number[] = []
    let last = performance.now()
    let running = true
    const step = (): void => {
      const now = performance.now()
      gaps.push(now - last)
      last = now
      if (running) requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
    Object.assign(window, {
      endFrames: () => {
        running = false
        return gaps.slice(1)
      },
    })
  })
  return async () => {
    const gaps = await page.evaluate(() => (window as unknown as { endFrames(): number[] }).endFrames())
    return { longest: Math.max(...gaps), median: percentile(gaps, 0.5), count: gaps.length }
  }
}

/**
 * Types a text letter by letter; after each key waits until the tree shows the rows of exactly that text (it is busy from
 * the key until then). Milliseconds per key, from the input event to the frame that shows the answer.
 */
async function typeAndTime(page: Page, text: string): Promise<number[]> {
  const box = page.getByRole('textbox', { name: 'Search parameters by name or value' })
  await box.fill('')
  await page
    .getByRole('status')
    .filter({ hasText: /^20,000 parameters$/ })
    .waitFor()
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[aria-label^="Search parameters"]')
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    const isBusy = (): boolean =>
      document.querySelector('[role="treegrid"]')?.getAttribute('aria-busy') === 'true'
    const listen = (): void => {
      const started = performance.now()
      const look = (): void => {
        if (isBusy()) requestAnimationFrame(look)
        else times.push(performance.now() - started)
      }
      requestAnimationFrame(look)
    }
    input?.addEventListener('input', listen)
    Object.assign(window, { endKeys: () => input?.removeEventListener('input', listen) })
  })
  for (const [index, letter] of [...text].entries()) {
    await box.press(letter)
    await page.waitForFunction(
      (count) => (window as unknown as { keyTimes: number[] }).keyTimes.length >= count,
      index + 1,
    )
  }
  return page.evaluate(() => {
    const measured = window as unknown as { keyTimes: number[]; endKeys(): void }
    measured.endKeys()
    return measured.keyTimes
  })
}

/** Key to painted frame in a page with nothing but an input: what no answer can be faster than. */
async function echoTimes(page: Page, text: string): Promise<number[]> {
  await page.setContent('<input aria-label="echo"><output></output>')
  await page.evaluate(() => {
    Object.assign(window, { keyTimes: [] as number[] })
    const input = document.querySelector('input')
    input?.addEventListener('input', () => {
      const started = performance.now()
      const output = document.querySelector('output')
      if (output) output.textContent = input.value
      requestAnimationFrame(() => {
        ;(window as unknown as { keyTimes: number[] }).keyTimes.push(performance.now() - started)
      })
    })
  })
  for (const letter of text) await page.getByRole('textbox', { name: 'echo' }).press(letter)
  await page.waitForFunction(
    (count) => (window as unknown as { keyTimes: number[] }).keyTimes.length >= count,
    text.length,
  )
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}

async function scroll(page: Page): Promise<Frames> {
  const frames = await watchFrames(page)
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 900)
  return frames()
}

/** The parameter tree of 20,000 parameters in the browser: search, scrolling, live updates. */
export async function measure(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  const browser = await chromium.launch(browserOptions())
  try {
    const cpe = await createLargeCpe(workbench.acsUrl, parameterCount)
    await cpe.session()
    for (const [method, args] of [
      ['GetParameterNames', { ParameterPath: 'Device.', NextLevel: '0' }],
      ['GetParameterValues', { ParameterNames: ['Device.'] }],
    ] as const) {
      await workbench.api(`/devices/${cpe.deviceId}/rpcs`, {
        method: 'POST',
        body: { method, arguments: args },
      })
    }
    await cpe.session()

    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(workbench.uiUrl)
    await page.getByRole('tab', { name: 'Parameters' }).click()
    await page
      .getByText(`${parameterCount.toLocaleString('en-US')} parameters`)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Open all' }).click()

    const keys = [...(await typeAndTime(page, '19999')), ...(await typeAndTime(page, 'n19'))]
    await page.getByRole('textbox', { name: 'Search parameters by name or value' }).fill('')
    await page.getByRole('treegrid').hover()
    const scrolled = await scroll(page)

    // 500 changed parameters a second in 10 sessions a second, while a person types.
    const frames = await watchFrames(page)
    const perSession = updatesPerSecond / 10
    const liveKeys: number[] = []
    const started = performance.now()
    const typing = (async () => {
      for (const word of ['n19', 'n7', 'n15', 'n0']) liveKeys.push(...(await typeAndTime(page, word)))
    })()
    let changed = 0
    while (performance.now() - started < 6000) {
      const due = started + (changed / updatesPerSecond) * 1000
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      await cpe.session(
        Array.from({ length: perSession }, (_, n) => {
          const path = cpe.paths[(changed + n) % cpe.paths.length] ?? ''
          return [path, `live ${String(changed + n)}`] as const
        }),
      )
      changed += perSession
    }
    const rate = changed / ((performance.now() - started) / 1000)
    await typing
    const live = await frames()

    const bare = await context.newPage()
    const echo = await echoTimes(bare, '19999n19')
    await bare.setContent('<div style="height:2000000px;background:linear-gradient(#fff,#000)"></div>')
    const bareScroll = await scroll(bare)
    const idle = await watchFrames(bare)
    await bare.waitForTimeout(1000)
    const idleFrames = await idle()
    cpe.close()

    const key = percentile(keys, 0.5)
    const slowest = Math.max(...keys)
    return [
      figure({
        id: 'tree.search-keystroke',
        value: key,
        unit: 'ms',
        beside: 'key to frame in a bare input',
        besideValue: percentile(echo, 0.5),
        goal: '<= 50 ms (median)',
        holds: key <= 50,
      }),
      figure({
        id: 'tree.search-keystroke-slowest',
        value: slowest,
        unit: 'ms',
        beside: 'slowest key to frame in a bare input',
        besideValue: Math.max(...echo),
        goal: '<= 50 ms (each)',
        holds: slowest <= 50,
      }),
      figure({
        id: 'tree.scroll-longest-frame',
        value: scrolled.longest,
        unit: 'ms',
        beside: 'the same wheel on a bare page',
        besideValue: bareScroll.longest,
        goal: '<= 50 ms',
        holds: scrolled.longest <= 50,
      }),
      figure({
        id: 'tree.live-updates-longest-frame',
        value: live.longest,
        unit: 'ms',
        beside: 'idle bare page',
        besideValue: idleFrames.longest,
        goal: 'input is not frozen (<= 100 ms)',
        holds: live.longest <= 100,
      }),
      figure({
        id: 'tree.live-updates-keystroke',
        value: percentile(liveKeys, 0.5),
        unit: 'ms',
        beside: 'key to frame in a bare input',
        besideValue: percentile(echo, 0.5),
        goal: '<= 100 ms (median) while values change',
        holds: percentile(liveKeys, 0.5) <= 100,
      }),
      figure({
        id: 'tree.live-updates-rate',
        value: rate,
        unit: 'parameters/s',
        beside: 'offered',
        besideValue: updatesPerSecond,
        goal: '>= 500 parameters/s taken',
        holds: rate >= updatesPerSecond * 0.98,
      }),
    ]
  } finally {
    await browser.close()
    await workbench.stop()
  }
}

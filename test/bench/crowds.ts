import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorkbench, type RunningWorkbench } from '../e2e/workbench.js'
import { figure, percentile, type Figure } from './figure.js'
import { residentMb, startCpes } from './servers.js'

const registered = 10_000
const crowd = 5_000
const tries = 15

/** Milliseconds that a question to the API takes. */
async function timeOf({ api }: RunningWorkbench, path: string): Promise<number> {
  const asked = performance.now()
  await api(path)
  return performance.now() - asked
}

async function timesOf(workbench: RunningWorkbench, path: string): Promise<number[]> {
  const times: number[] = []
  for (let each = 0; each < tries; each += 1) times.push(await timeOf(workbench, path))
  return times
}

/** What 10,000 known devices cost: their list, a search in it, memory of a workbench that has just been started on them. */
export async function measureRegistered(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-bench-'))
  const place = ['--workspace', folder, '--capture', join(folder, 'devices.cwmpcap')]
  try {
    const first = await startWorkbench(place)
    const cpes = startCpes()
    await cpes.drive({
      port: Number(new URL(first.acsUrl).port),
      concurrent: 16,
      newConnections: false,
      milliseconds: Number.MAX_SAFE_INTEGER,
      sessions: registered,
      fleet: registered,
    })
    await cpes.stop()
    await first.stop()
    const workbench = await startWorkbench(place)
    try {
      const opening = await timeOf(workbench, '/devices?limit=100')
      const status = percentile(await timesOf(workbench, '/status'), 0.5)
      const list = await timesOf(workbench, '/devices?limit=100')
      const search = await timesOf(workbench, '/devices?limit=100&filter=device:4711')
      const memory = residentMb(workbench.pid)
      const time = (id: string, times: readonly number[]): Figure => {
        const value = percentile(times, 0.5)
        return figure({
          id,
          value,
          unit: 'ms',
          beside: 'the status, asked in the same way',
          besideValue: status,
          goal: '<= 50 ms (median)',
          holds: value <= 50,
        })
      }
      return [
        time('acs.device-list-of-10000', list),
        time('acs.device-search-in-10000', search),
        figure({
          id: 'acs.first-device-list-of-10000',
          value: opening,
          unit: 'ms',
          beside: 'the same list from then on',
          besideValue: percentile(list, 0.5),
          goal: '<= 1000 ms',
          holds: opening <= 1000,
        }),
        figure({
          id: 'acs.memory-with-10000-devices',
          value: memory,
          unit: 'MB',
          beside: 'allowed',
          besideValue: 300,
          goal: '<= 300 MB',
          holds: memory <= 300,
        }),
      ]
    } finally {
      await workbench.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 5,000 CPEs that all inform at once, as after a power cut, while somebody looks at the sessions. */
export async function measureCrowd(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  const cpes = startCpes()
  try {
    const load = { port: Number(new URL(workbench.acsUrl).port), newConnections: true, fleet: crowd }
    await cpes.drive({ ...load, concurrent: 16, milliseconds: Number.MAX_SAFE_INTEGER, sessions: crowd })
    const idle = percentile(await timesOf(workbench, '/sessions?limit=50'), 0.5)
    let over = false
    const answers: number[] = []
    const looking = (async () => {
      while (!over) answers.push(await timeOf(workbench, '/sessions?limit=50'))
    })()
    const result = await cpes.drive({
      ...load,
      concurrent: crowd,
      milliseconds: Number.MAX_SAFE_INTEGER,
      sessions: crowd,
    })
    over = true
    await looking
    const slowest = Math.max(...answers)
    return [
      figure({
        id: 'acs.5000-at-once-served',
        value: result.sessions,
        unit: 'sessions',
        beside: `CPEs that informed at once${result.reason === null ? '' : ` (${result.reason})`}`,
        besideValue: crowd,
        goal: 'none refused, all done',
        holds: result.sessions === crowd,
      }),
      figure({
        id: 'acs.ui-answer-during-5000',
        value: slowest,
        unit: 'ms',
        beside: 'median while nothing else happens',
        besideValue: idle,
        goal: '<= 200 ms (slowest)',
        holds: slowest <= 200,
      }),
    ]
  } finally {
    await cpes.stop()
    await workbench.stop()
  }
}

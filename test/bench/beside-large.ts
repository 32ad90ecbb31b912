import { startWorkbench } from '../e2e/workbench.js'
import { figure, percentile, type Figure } from './figure.js'
import { createLargeCpe } from './large-cpe.js'
import { startCpes } from './servers.js'

const tries = 50
/** So many give a GetParameterValuesResponse of 5 MB. */
const parameterCount = 33_000

/** What another CPE waits for while one hands over 5 MB. Each has a process of its own. */
export async function measureBesideLarge(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  const cpes = startCpes()
  try {
    const large = await createLargeCpe(workbench.acsUrl, parameterCount)
    const load = {
      port: Number(new URL(workbench.acsUrl).port),
      concurrent: 1,
      newConnections: false,
      sessions: Number.MAX_SAFE_INTEGER,
      fleet: 10,
    }
    await large.session()
    const ask = (): Promise<unknown> =>
      workbench.api(`/devices/${large.deviceId}/rpcs`, {
        method: 'POST',
        body: { method: 'GetParameterValues', arguments: { ParameterNames: ['Device.'] } },
      })
    // Once to learn them all; from then on nothing has changed.
    await ask()
    await large.session()
    const idle: number[] = []
    const beside: number[] = []
    for (let each = 0; each < tries; each += 1) {
      idle.push((await cpes.drive({ ...load, milliseconds: 150 })).slowestAnswer)
      await ask()
      const others = cpes.drive({ ...load, milliseconds: 900 })
      await large.session()
      beside.push((await others).slowestAnswer)
    }
    large.close()
    const usual = percentile(idle, 0.95)
    const value = percentile(beside, 0.95)
    return [
      figure({
        id: 'acs.answer-beside-5-mb',
        value,
        unit: 'ms',
        beside: 'slowest answer while nothing else happens (p95)',
        besideValue: usual,
        goal: '<= 20 ms more than that (p95 of 50 tries)',
        holds: value - usual <= 20,
      }),
    ]
  } finally {
    await cpes.stop()
    await workbench.stop()
  }
}

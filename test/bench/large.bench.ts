import { startWorkbench } from '../e2e/workbench.js'
import { figure, percentile, type Figure } from './figure.js'
import { createLargeCpe } from './large-cpe.js'

const parameterCount = 20_000
const rounds = 5

/** Asks the ACS for its page again and again until told to stop; milliseconds each answer took. */
async function askUntil(acsUrl: string, isOver: () => boolean): Promise<number[]> {
  const times: number[] = []
  while (!isOver()) {
    const started = performance.now()
    await (await fetch(acsUrl)).text()
    times.push(performance.now() - started)
  }
  return times
}

/**
 * What others wait for while one CPE hands over its whole tree, 20,000 parameters in one message. The two clients share a
 * process, so the value also holds the time in which the large CPE makes its 3 MB of text: it is an upper bound.
 */
export async function measure(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  try {
    const cpe = await createLargeCpe(workbench.acsUrl, parameterCount)
    await cpe.session()
    const deadline = performance.now() + 1000
    const idle = await askUntil(workbench.acsUrl, () => performance.now() > deadline)
    const slowest: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const rpc = (await workbench.api(`/devices/${cpe.deviceId}/rpcs`, {
        method: 'POST',
        body: { method: 'GetParameterValues', arguments: { ParameterNames: ['Device.'] } },
      })) as { id: string }
      let over = false
      const others = askUntil(workbench.acsUrl, () => over)
      // Every value is another one than in the round before.
      await cpe.session(cpe.paths.map((path) => [path, `round ${String(round)} ${path}`] as const))
      await workbench.api(`/rpcs/${rpc.id}?waitMs=10000`)
      over = true
      slowest.push(Math.max(...(await others)))
    }
    cpe.close()
    const value = percentile(slowest, 0.5)
    return [
      figure({
        id: 'large.slowest-answer-to-others',
        value,
        unit: 'ms',
        beside: 'slowest answer while nothing else happens',
        besideValue: Math.max(...idle),
        goal: '<= 150 ms (median of rounds)',
        holds: value <= 150,
      }),
    ]
  } finally {
    await workbench.stop()
  }
}

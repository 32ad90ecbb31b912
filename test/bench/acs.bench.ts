import { once } from 'node:events'
import { endProcess, startWorkbench } from '../e2e/workbench.js'
import type { Listening } from './bare-server.js'
import { measureBesideLarge } from './beside-large.js'
import { connectionRequests } from './connection-requests.js'
import { measureCrowd, measureRegistered } from './crowds.js'
import { figure, percentile, type Figure } from './figure.js'
import { cpuMs, residentMb, start, startCpes } from './servers.js'

const rounds = 3
const warmUpMs = 1_500
const roundMs = 4_000
const latencyMs = 2_500
const concurrent = 16
const concurrentForLatency = 64
const memorySessions = 20_000

interface Server {
  readonly pid: number
  readonly port: number
}

/** What a server did under a load. */
interface Run {
  readonly perSecond: number
  readonly cpuMsPerSession: number
  /** At the higher number of CPEs. */
  readonly p99: number
}

/** The ACS with recording and projections on, beside a bare node:http server; then what crowds and large messages do to it. */
export async function measure(): Promise<Figure[]> {
  return [
    ...(await measureSessions()),
    ...(await measureRegistered()),
    ...(await measureCrowd()),
    ...(await measureBesideLarge()),
  ]
}

/** Complete sessions per second with recording on, what each costs the server, and how long the slow ones take. */
async function measureSessions(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  const bareProcess = start('bare-server.ts')
  const cpes = startCpes()
  const sessions = Number.MAX_SAFE_INTEGER
  const run = async ({ pid, port }: Server, newConnections: boolean, milliseconds: number): Promise<Run> => {
    const before = cpuMs(pid)
    const load = { port, newConnections, sessions }
    const result = await cpes.drive({ ...load, concurrent, milliseconds })
    const cpu = cpuMs(pid) - before
    if (result.failed > 0) throw new Error(`${String(result.failed)} sessions failed: ${result.reason ?? ''}`)
    const crowded = await cpes.drive({ ...load, concurrent: concurrentForLatency, milliseconds: latencyMs })
    return {
      perSecond: result.sessions / (result.milliseconds / 1000),
      cpuMsPerSession: cpu / result.sessions,
      p99: crowded.p99,
    }
  }
  try {
    const [{ port }] = (await once(bareProcess, 'message')) as [Listening]
    const bare: Server = { pid: bareProcess.pid ?? 0, port }
    const ours: Server = { pid: workbench.pid, port: Number(new URL(workbench.acsUrl).port) }
    const figures: Figure[] = [await connectionRequests(workbench)]
    for (const newConnections of [true, false]) {
      for (const server of [bare, ours]) await run(server, newConnections, warmUpMs)
      // In turns, so that whatever else the machine does meanwhile falls on both.
      const runs: { bare: Run; ours: Run }[] = []
      for (let round = 0; round < rounds; round += 1) {
        runs.push({
          bare: await run(bare, newConnections, roundMs),
          ours: await run(ours, newConnections, roundMs),
        })
      }
      const median = (of: (run: { bare: Run; ours: Run }) => number): number => percentile(runs.map(of), 0.5)
      const rate = median((each) => each.ours.perSecond)
      const bareRate = median((each) => each.bare.perSecond)
      const cpu = median((each) => each.ours.cpuMsPerSession)
      const bareCpu = median((each) => each.bare.cpuMsPerSession)
      const p99 = median((each) => each.ours.p99)
      const bareP99 = median((each) => each.bare.p99)
      const name = newConnections ? 'new-connections' : 'kept-alive'
      figures.push(
        figure({
          id: `acs.sessions-${name}`,
          value: rate,
          unit: 'sessions/s',
          beside: 'bare node:http, fixed answers',
          besideValue: bareRate,
          goal: '>= 45 % of the bare server (synchronous=NORMAL)',
          holds: rate >= bareRate * 0.45,
        }),
        figure({
          id: `acs.cpu-per-session-${name}`,
          value: cpu,
          unit: 'ms',
          beside: 'bare node:http, fixed answers',
          besideValue: bareCpu,
          goal: '<= 3 times the bare server',
          holds: cpu <= bareCpu * 3,
        }),
        figure({
          id: `acs.p99-of-64-${name}`,
          value: p99,
          unit: 'ms',
          beside: 'bare node:http, fixed answers',
          besideValue: bareP99,
          goal: '<= 3 times the bare server',
          holds: p99 <= bareP99 * 3,
        }),
      )
    }
    const before = residentMb(ours.pid)
    await cpes.drive({
      port: ours.port,
      concurrent,
      newConnections: true,
      milliseconds: Number.MAX_SAFE_INTEGER,
      sessions: memorySessions,
    })
    const after = residentMb(ours.pid)
    figures.push(
      figure({
        id: 'acs.memory-after-20000-sessions',
        value: after,
        unit: 'MB',
        beside: 'before them, warm',
        besideValue: before,
        goal: 'grows by <= 50 MB',
        holds: after - before <= 50,
      }),
    )
    return figures
  } finally {
    await cpes.stop()
    await endProcess(bareProcess)
    await workbench.stop()
  }
}

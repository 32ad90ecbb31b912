import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, startWorkbench } from '../e2e/workbench.js'
import type { Listening } from './bare-server.js'
import { connectionRequests } from './connection-requests.js'
import { figure, percentile, type Figure } from './figure.js'
import type { Load, LoadResult } from './raw-cpes.js'

const rounds = 3
const warmUpMs = 1_500
const roundMs = 4_000
const concurrent = 16
const memorySessions = 20_000

/** Processor time a process has had so far, in milliseconds, as the kernel counts it (hundredths of a second). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory a process holds, in megabytes. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'latin1')
  return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1024
}

function start(file: string): ChildProcess {
  return fork(join(process.cwd(), 'test/bench', file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

interface Server {
  readonly pid: number
  readonly port: number
}

/** What a server did under a load. */
interface Run {
  readonly perSecond: number
  readonly cpuMsPerSession: number
}

/** Complete sessions per second with recording on, and what each costs the server, beside a bare node:http server. */
export async function measure(): Promise<Figure[]> {
  const workbench = await startWorkbench()
  const bareProcess = start('bare-server.ts')
  const cpes = start('raw-cpes.ts')
  const drive = async (load: Load): Promise<LoadResult> => {
    cpes.send(load)
    const [result] = (await once(cpes, 'message')) as [LoadResult]
    return result
  }
  const run = async (server: Server, newConnections: boolean, milliseconds: number): Promise<Run> => {
    const before = cpuMs(server.pid)
    const result = await drive({
      port: server.port,
      concurrent,
      newConnections,
      milliseconds,
      sessions: Number.MAX_SAFE_INTEGER,
    })
    return {
      perSecond: result.sessions / (result.milliseconds / 1000),
      cpuMsPerSession: (cpuMs(server.pid) - before) / result.sessions,
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
      const name = newConnections ? 'new-connections' : 'kept-alive'
      figures.push(
        figure({
          id: `acs.sessions-${name}`,
          value: rate,
          unit: 'sessions/s',
          beside: 'bare node:http, fixed answers',
          besideValue: bareRate,
          goal: '>= 45 % of the bare server',
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
      )
    }
    const before = residentMb(ours.pid)
    await drive({
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
    cpes.kill()
    await endProcess(bareProcess)
    await workbench.stop()
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base } from '@playwright/test'

/** The checkout: where the tests and the benchmarks (which are bundled elsewhere) are started. */
const root = process.cwd()

/** What `serve` prints when it is ready. */
export interface Ready {
  readonly acsUrl: string
  readonly uiUrl: string
  readonly apiUrl: string
  readonly token: string
  readonly capture: string
  readonly pid: number
}

/** A running workbench of the built program, as a user would start it. */
export interface RunningWorkbench extends Ready {
  /** Milliseconds from the start of the process to its ready line. */
  readonly readyMs: number
  /** Calls the REST API. */
  api(path: string, init?: { method?: string; body?: unknown }): Promise<unknown>
  stop(): Promise<void>
}

/** Starts `serve` on free ports with a workspace of its own. */
export async function startWorkbench(options: readonly string[] = []): Promise<RunningWorkbench> {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-e2e-'))
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      join(root, 'out/main/cli.js'),
      'serve',
      ...[
        '--acs-port',
        '0',
        '--ui-port',
        '0',
        '--workspace',
        folder,
        '--capture',
        join(folder, 'test.cwmpcap'),
      ],
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Ready))
    child.once('exit', (status) => reject(new Error(`serve ended with ${String(status)}: ${complaints}`)))
  })
  const readyMs = performance.now() - started
  return {
    ...ready,
    readyMs,
    async api(path, init = {}) {
      const response = await fetch(`${ready.apiUrl}${path}`, {
        method: init.method ?? 'GET',
        headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      })
      return response.json()
    },
    async stop() {
      await endProcess(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ends a process we started and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Runs a command of the built program to its end. */
export function runCommand(args: readonly string[]): {
  child: ChildProcess
  done: Promise<{ status: number; output: string; complaints: string }>
} {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let complaints = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const done = new Promise<{ status: number; output: string; complaints: string }>((resolve) => {
    child.once('exit', (status) => resolve({ status: status ?? -1, output, complaints }))
  })
  return { child, done }
}

/** A test with a workbench on an empty capture. */
export const test = base.extend<{ workbench: RunningWorkbench }>({
  workbench: async ({ browserName: _browserName }, use) => {
    const workbench = await startWorkbench()
    await use(workbench)
    await workbench.stop()
  },
})

export { expect } from '@playwright/test'

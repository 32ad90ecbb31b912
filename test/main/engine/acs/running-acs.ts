import { spawn, spawnSync } from 'node:child_process'
import { createAcs, type Acs } from '../../../../src/main/engine/acs/index.js'
import type { AcsOptions } from '../../../../src/main/engine/acs/acs.js'
import { createRpcQueue, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { createJournalRecorder, type JournalRecorder } from './journal-recorder.js'
import { message, RawConnection } from './raw-cpe.js'

/** Timers that fire when the test says so. */
export class HandTimers {
  readonly #pending = new Set<{ readonly ms: number; readonly run: () => void }>()

  after(ms: number, run: () => void): () => void {
    const timer = { ms, run }
    this.#pending.add(timer)
    return () => this.#pending.delete(timer)
  }

  /** Fires those that were set for so many milliseconds; says how many. */
  fire(ms: number): number {
    const due = [...this.#pending].filter((timer) => timer.ms === ms)
    for (const timer of due) {
      this.#pending.delete(timer)
      timer.run()
    }
    return due.length
  }
}

/** An ACS that listens on loopback, with everything around it that a test looks at. */
export interface RunningAcs {
  readonly acs: Acs
  readonly recorder: JournalRecorder
  readonly queue: RpcQueue
  readonly timers: HandTimers
  readonly problems: Error[]
  readonly port: number
  open(): Promise<RawConnection>
  stop(): Promise<void>
}

export async function startAcs(options: Partial<AcsOptions> = {}): Promise<RunningAcs> {
  const now = (): number => Date.now() * 1000
  const recorder = createJournalRecorder()
  const queue = createRpcQueue({ workspace: memoryWorkspace(), now })
  const timers = new HandTimers()
  const problems: Error[] = []
  const connections: RawConnection[] = []
  const acs = createAcs({
    recorder,
    queue,
    now,
    maxBodyBytes: 20_000,
    trustProxy: false,
    timers,
    onProblem: (problem) => problems.push(problem),
    ...options,
  })
  const { port } = await acs.listen('127.0.0.1', 0)
  return {
    acs,
    recorder,
    queue,
    timers,
    problems,
    port,
    async open() {
      const connection = await RawConnection.open(port)
      connections.push(connection)
      return connection
    },
    async stop() {
      for (const connection of connections) connection.close()
      await acs.close(0)
    },
  }
}

export function inform(serial = 'SN1'): string {
  return message('inform-1-0', { SERIAL: serial })
}

/** Id of the device of `inform`. */
export const informDevice = (serial = 'SN1'): string => `02AB10-Home%20Box%2D2-${serial}`

export const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0

export interface CurlResult {
  /** Statuses of all answers, in order. */
  readonly statuses: readonly number[]
  /** Body of the last one. */
  readonly body: string
  /** 0: went well. */
  readonly exit: number
  readonly error: string
}

/** POSTs a body with curl, an HTTP client that shares no code with us. */
export function curlPost(url: string, body: string, ...args: readonly string[]): Promise<CurlResult> {
  const curl = spawn(
    'curl',
    ['-sS', '-i', '--max-time', '20', '-H', 'Content-Type: text/xml', '--data-binary', '@-', ...args, url],
    { stdio: 'pipe' },
  )
  const out: Buffer[] = []
  const err: Buffer[] = []
  curl.stdout.on('data', (bytes: Buffer) => out.push(bytes))
  curl.stderr.on('data', (bytes: Buffer) => err.push(bytes))
  curl.stdin.on('error', () => undefined)
  curl.stdin.end(body)
  return new Promise((resolve) => {
    curl.once('close', (exit) => {
      const text = Buffer.concat(out).toString()
      const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status))
      const last = text.lastIndexOf('\r\n\r\n')
      resolve({
        statuses,
        body: text.slice(last + 4),
        exit: exit ?? -1,
        error: Buffer.concat(err).toString(),
      })
    })
  })
}

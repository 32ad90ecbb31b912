import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess } from '../e2e/workbench.js'
import type { Load, LoadResult } from './raw-cpes.js'

/** Processor time a process has had so far, in milliseconds, as the kernel counts it (hundredths of a second). */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory a process holds, in megabytes. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'latin1')
  return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1024
}

export function start(file: string): ChildProcess {
  return fork(join(process.cwd(), 'test/bench', file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** A process full of CPEs on raw sockets. */
export interface Cpes {
  drive(load: Load): Promise<LoadResult>
  stop(): Promise<void>
}

export function startCpes(): Cpes {
  const child = start('raw-cpes.ts')
  return {
    async drive(load) {
      child.send(load)
      const [result] = (await once(child, 'message')) as [LoadResult]
      return result
    },
    stop: () => endProcess(child),
  }
}

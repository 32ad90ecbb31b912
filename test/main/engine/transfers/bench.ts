import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { createEngine } from '../../../../src/main/engine/engine.js'
import type { Engine, EngineOptions } from '../../../../src/main/engine/types.js'

interface FileQuery {
  readonly name: string
  readonly fileType: string
  readonly version: string
  readonly note: string
}

/** A running engine with a folder of its own, and what a test asks of it. */
export async function startBench(options: Partial<EngineOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-files-'))
  const running: Engine[] = []

  async function start(more: Partial<EngineOptions> = {}) {
    const engine = await createEngine({
      acsHost: '127.0.0.1',
      acsPort: 0,
      workspaceDir: join(folder, 'workspace'),
      demo: false,
      version: '0.0.0-test',
      ...more,
    })
    running.push(engine)
    return { engine, client: createRouterClient(engine.router, { context: { face: 'rest' } }) }
  }

  const first = await start(options)
  return {
    folder,
    ...first,
    start,
    /** Adds a file of the user's. */
    add: (content: Uint8Array | string, query: Partial<FileQuery> = {}) =>
      first.client.files.add({
        query: { name: 'firmware.bin', fileType: '1 Firmware Upgrade Image', ...query },
        body: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
      }),
    async onDisk(name: string, content: Uint8Array | string): Promise<string> {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    async close() {
      for (const engine of running) await engine.stop(0)
      await rm(folder, { recursive: true })
    },
  }
}

export type Bench = Awaited<ReturnType<typeof startBench>>

/** What curl made of it: its exit status, and what it wrote. It shares no code with ours. */
export function curl(...args: string[]): Promise<{ code: number; out: Buffer; text: string }> {
  return new Promise((resolve) => {
    execFile(
      'curl',
      ['-sS', '--max-time', '20', ...args],
      { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
      (error, out) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, out, text: out.toString('utf8') })
      },
    )
  })
}

/** Sends bytes as they are and gives everything that came until the server closed, or `until` was met. */
export function raw(
  url: string,
  bytes: string,
  until: (received: string) => boolean = () => false,
): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    let received = ''
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      if (until(received)) socket.destroy()
    })
    socket.on('close', () => resolve(received))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
  })
}

/** Bytes without a short period, the same each time. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7) & 0xff)
}

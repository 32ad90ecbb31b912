import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEngine } from '../../../../src/main/engine/engine.js'
import type { Engine } from '../../../../src/main/engine/types.js'

/** Where foreign CPEs are, each in a folder of its name; they are no part of the project. */
const peers = process.env['CWMP_PEERS'] ?? ''

let folder: string
let engine: Engine
let program: ChildProcess | null = null
const clientOf = (of: Engine) => createRouterClient(of.router, { context: { face: 'rest' } })
let client: ReturnType<typeof clientOf>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-foreign-'))
  engine = await createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: false,
    version: '0.0.0-test',
  })
  client = clientOf(engine)
})
afterEach(async () => {
  program?.kill()
  program = null
  await engine.stop(0)
  await rm(folder, { recursive: true })
})

async function firstDevice(): Promise<string> {
  return vi.waitFor(
    async () => {
      const [device] = (await client.devices.list({})).items
      if (!device || device.lastSession?.state !== 'done') throw new Error('It has not called yet.')
      return device.id
    },
    { timeout: 20_000, interval: 100 },
  )
}

const foreign = [
  {
    name: 'genieacs-sim',
    entry: join('genieacs-sim', 'genieacs-sim'),
    options: (acsUrl: string) => ['-u', acsUrl, '-w', '1'],
    // It dies of a partial path in GetParameterValues, so batches of full names must do.
    strategies: ['batches', 'levels'],
  },
  {
    name: 'cwmp-sim',
    entry: join('cwmp-sim', 'dist', 'main.js'),
    options: (acsUrl: string) => [
      '--acs',
      acsUrl,
      '--ip',
      '127.0.0.1',
      '--port',
      '17617',
      '--serial',
      'SIM-1',
    ],
    strategies: ['batches', 'levels', 'whole'],
  },
] as const

describe.each(foreign)('$name (its folder below CWMP_PEERS)', ({ name, entry, options, strategies }) => {
  const path = join(peers, entry)
  it.skipIf(peers === '' || !existsSync(path)).each(strategies)(
    'has its tree read: %s',
    async (strategy) => {
      program = spawn(process.execPath, [path, ...options(engine.acsUrl)], {
        cwd: join(peers, name),
        // What it keeps of earlier runs stays out of this one.
        env: { ...process.env, HOME: folder },
        stdio: 'ignore',
      })
      const deviceId = await firstDevice()
      const { id } = await client.discovery.start({ deviceId, strategy, deliver: 'connection-request' })
      const job = await client.discovery.get({ jobId: id, waitMs: 60_000 })
      expect(job).toMatchObject({ state: 'done', lost: 0 })
      expect(job.of).toBeGreaterThan(50)
      expect(job.values).toBe(job.of - job.refusedCount)
    },
    90_000,
  )
})

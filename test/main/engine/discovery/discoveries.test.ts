import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDiscoveries } from '../../../../src/main/engine/discovery/index.js'
import { createEngine } from '../../../../src/main/engine/engine.js'
import { createRpcQueue, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
import type { Engine } from '../../../../src/main/engine/types.js'
import { deviceId, inform } from '../../../contract/raw-cpe.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { readRequest, session, type TreeCpe } from './tree-cpe.js'

let folder: string
let engine: Engine
const clientOf = (of: Engine) => createRouterClient(of.router, { context: { face: 'rest' } })
let client: ReturnType<typeof clientOf>

const start = () =>
  createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: false,
    version: '0.0.0-test',
  })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-discovery-'))
  engine = await start()
  client = clientOf(engine)
})
afterEach(async () => {
  await engine.stop(0)
  await rm(folder, { recursive: true })
})

const root = 'InternetGatewayDevice.'
const tree = (count: number) => Array.from({ length: count }, (_, index) => `${root}T.${index % 5}.P${index}`)
const methods = (asked: readonly string[]) => asked.map((xml) => readRequest(xml).method)

/** Lets the CPE be known, then orders its tree. */
async function order(cpe: TreeCpe, more: Partial<Parameters<typeof client.discovery.start>[0]> = {}) {
  await session(engine.acsUrl, cpe)
  return client.discovery.start({ deviceId, ...more })
}

async function known(): Promise<ReadonlyMap<string, string | null>> {
  const { items } = await client.parameters.list({ deviceId, limit: 1000 })
  return new Map(items.map(({ path, value }) => [path, value]))
}

describe('reading a tree', () => {
  it.each(['whole', 'levels', 'batches'] as const)(
    '%s: in one session, with progress told',
    async (strategy) => {
      const cpe = { parameters: tree(120), bad: { [tree(120)[33] ?? '']: '9005' }, bears: 50 }
      const job = await order(cpe, { strategy, attributes: true })
      expect(job).toMatchObject({
        state: 'waiting',
        phase: 'names',
        summary: expect.stringContaining('begins'),
      })
      const asked = await session(engine.acsUrl, cpe)
      const done = await client.discovery.get({ jobId: job.id })
      expect(done).toMatchObject({
        state: 'done',
        phase: 'ended',
        of: 120,
        values: 119,
        attributesRead: 119,
        requests: asked.length,
        lost: 0,
        refusedCount: 1,
        refused: [{ name: tree(120)[33], about: 'values', code: '9005', string: 'no' }],
      })
      expect(done.summary).toMatch(/^Read 119 values of 120 parameters .* 1 name left out\.$/)
      const values = await known()
      for (const name of tree(120)) expect(values.get(name)).toBe(name === tree(120)[33] ? null : 'v')
      expect(methods(asked)[0]).toBe('GetParameterNames')
      expect((await client.devices.get({ deviceId })).pending).toBe(0)
    },
  )

  it('goes on in the next session after one that broke, with smaller batches', async () => {
    const parameters = tree(100)
    const cpe = { parameters, bad: { [parameters[7] ?? '']: 'hang-up' } }
    const { id } = await order(cpe)
    const state = async () => client.discovery.get({ jobId: id })
    let sessions = 0
    while ((await state()).state === 'waiting' || (await state()).state === 'running') {
      await session(engine.acsUrl, cpe)
      sessions += 1
      expect(sessions).toBeLessThan(20)
    }
    expect(await state()).toMatchObject({
      state: 'done',
      values: 99,
      refused: [{ name: parameters[7], code: 'lost' }],
    })
    expect((await state()).lost).toBeGreaterThan(4)
    const { items } = await client.rpcs.list({ deviceId })
    const lost = items.filter((rpc) => rpc.lost === true)
    expect(lost).toHaveLength((await state()).lost)
    expect(lost[0]).toMatchObject({ state: 'failed', attempts: 1, jobId: id })
  })

  it('lets RPCs of the user go first', async () => {
    const cpe = { parameters: tree(40) }
    await order(cpe)
    await client.rpcs.create({
      deviceId,
      method: 'GetParameterAttributes',
      arguments: { ParameterNames: [root] },
    })
    expect(methods(await session(engine.acsUrl, cpe))).toEqual([
      'GetParameterAttributes',
      'GetParameterNames',
      'GetParameterValues',
      'GetParameterValues',
    ])
  })

  it('calls the CPE if asked to', async () => {
    const cpe = { parameters: tree(10) }
    let came: Promise<unknown> = Promise.resolve()
    const server = createServer((_, response) => {
      response.end()
      came = session(engine.acsUrl, cpe, inform('6 CONNECTION REQUEST'))
    }).listen(0, '127.0.0.1')
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as AddressInfo
      await session(
        engine.acsUrl,
        cpe,
        inform('1 BOOT', { [`${root}ManagementServer.ConnectionRequestURL`]: `http://127.0.0.1:${port}/cr` }),
      )
      const { id } = await client.discovery.start({ deviceId, deliver: 'connection-request' })
      expect(await client.discovery.get({ jobId: id, waitMs: 20_000 })).toMatchObject({
        state: 'done',
        values: 10,
      })
      await came
    } finally {
      server.close()
    }
  })

  it('names the root where the device is not to be sent the empty path', async () => {
    const cpe = { parameters: tree(4) }
    await session(engine.acsUrl, cpe)
    await client.quirks.set({ deviceId, emptyPath: 'root' })
    const job = await client.discovery.start({ deviceId, strategy: 'whole' })
    expect(job.prefix).toBe(root)
    const asked = (await session(engine.acsUrl, cpe)).map(readRequest)
    expect(asked[0]?.path).toBe(root)
    expect(asked[1]?.names).toEqual([root])
  })

  it('fails with the reason where the branch is not there', async () => {
    const cpe = { parameters: tree(4) }
    const { id } = await order(cpe, { prefix: `${root}Nope.` })
    await session(engine.acsUrl, cpe)
    const job = await client.discovery.get({ jobId: id })
    expect(job).toMatchObject({ state: 'failed', faults: 2 })
    expect(job.summary).toMatch(/^The names of InternetGatewayDevice\.Nope\. are not to be had: 9005 no/)
  })
})

it('fails, and says why, where the queue takes no more of it', async () => {
  const real = createRpcQueue({ workspace: memoryWorkspace(), now: () => 0 })
  let created = 0
  const queue: RpcQueue = {
    ...real,
    create(rpc) {
      created += 1
      if (created > 1) throw new Error('The disk is full.')
      return real.create(rpc)
    },
  }
  const discoveries = createDiscoveries({
    queue,
    now: () => 0,
    rootOf: async () => null,
    avoidsEmptyPath: () => false,
    wake: () => undefined,
  })
  const order = {
    deviceId,
    strategy: 'batches',
    prefix: '',
    attributes: false,
    deliver: 'next-session',
  } as const
  const { id } = await discoveries.start(order)
  const rpc = real.take(deviceId)
  real.finish(rpc?.id ?? '', { result: { ParameterList: [{ Name: 'Device.A', Writable: '0' }] } })
  expect(discoveries.get(id)).toMatchObject({
    state: 'failed',
    summary: expect.stringContaining('The disk is full.'),
  })
  created = 1
  await expect(discoveries.start(order)).rejects.toThrow('The disk is full.')
  expect(discoveries.list(deviceId)).toHaveLength(1)
})

describe('cancelling', () => {
  it('ends a job that waits, and takes back what it had queued', async () => {
    const cpe = { parameters: tree(4) }
    const { id } = await order(cpe)
    expect(await client.discovery.cancel({ jobId: id })).toMatchObject({
      state: 'cancelled',
      summary: expect.stringContaining('Cancelled'),
    })
    expect(await session(engine.acsUrl, cpe)).toEqual([])
    await expect(client.discovery.cancel({ jobId: id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('is what cancelling its RPC means', async () => {
    const { id } = await order({ parameters: tree(4) })
    const [rpc] = (await client.rpcs.list({ deviceId })).items
    await client.rpcs.cancel({ rpcId: rpc?.id ?? '' })
    expect(await client.discovery.get({ jobId: id })).toMatchObject({ state: 'cancelled' })
  })
})

describe('what is refused', () => {
  it('is a second job for the device, an unknown device, an unknown job, a path that is no object', async () => {
    const { id } = await order({ parameters: tree(4) })
    await expect(client.discovery.start({ deviceId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('being read already'),
    })
    await expect(client.discovery.start({ deviceId: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(client.discovery.get({ jobId: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(client.discovery.start({ deviceId, prefix: 'Device' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('end with a dot'),
    })
    expect((await client.discovery.list({ deviceId })).items.map((job) => job.id)).toEqual([id])
  })
})

it('does not go on after a restart: what it had queued is dropped', async () => {
  const cpe = { parameters: tree(4) }
  await order(cpe)
  await engine.stop(0)
  engine = await start()
  client = clientOf(engine)
  expect(await session(engine.acsUrl, cpe)).toEqual([])
  const [rpc] = (await client.rpcs.list({ deviceId })).items
  expect(rpc).toMatchObject({ state: 'cancelled', note: expect.stringContaining('stopped') })
})

it('tells how a job goes on, as events', async () => {
  const cpe = { parameters: tree(40) }
  const events = await client.events()
  const seen: string[] = []
  const reading = (async () => {
    for await (const event of events) {
      if (event.type !== 'job') continue
      seen.push(event.job.state)
      if (event.job.state === 'done') return event.job
    }
    return null
  })()
  await order(cpe)
  await session(engine.acsUrl, cpe)
  expect(await reading).toMatchObject({ kind: 'discovery', deviceId, values: 40 })
  expect(seen.at(-1)).toBe('done')
})

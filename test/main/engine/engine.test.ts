import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/main/engine/engine.js'
import type { Engine, EngineOptions } from '../../../src/main/engine/types.js'
import { deviceId, inform, runSession } from '../../contract/raw-cpe.js'

describe('engine', () => {
  let folder: string
  const running: Engine[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-engine-'))
  })
  afterEach(async () => {
    for (const engine of running.splice(0)) await engine.stop(0)
    await rm(folder, { recursive: true })
  })

  async function start(options: Partial<EngineOptions> = {}) {
    const engine = await createEngine({
      acsHost: '127.0.0.1',
      acsPort: 0,
      workspaceDir: folder,
      demo: false,
      version: '0.0.0-test',
      ...options,
    })
    running.push(engine)
    return { engine, client: createRouterClient(engine.router, { context: { face: 'rest' } }) }
  }

  it('takes up capture and queue where it left them', async () => {
    const first = await start()
    await runSession(first.engine.acsUrl, inform())
    const [session] = (await first.client.sessions.list({})).items
    const rpc = await first.client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
    await first.engine.stop(0)
    const second = await start()
    expect(await second.client.sessions.get({ sessionId: session?.id ?? '' })).toEqual(session)
    expect(await second.client.rpcs.get({ rpcId: rpc.id })).toMatchObject({ state: 'queued' })
    expect((await second.client.devices.get({ deviceId })).pending).toBe(1)
  })

  it('lists a device that has work waiting, also when another capture is open', async () => {
    const first = await start()
    await runSession(first.engine.acsUrl, inform())
    await first.client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
    await first.engine.stop(0)
    const second = await start({ capturePath: join(folder, 'another.cwmp') })
    expect((await second.client.devices.list({})).items).toEqual([
      expect.objectContaining({
        id: deviceId,
        oui: '00E0FC',
        productClass: 'Raw',
        serialNumber: 'RAW-0001',
        lastInform: null,
        online: false,
        pending: 1,
        lastSession: null,
      }),
    ])
    expect(await second.client.parameters.list({ deviceId })).toEqual({
      items: [],
      nextCursor: null,
      total: 0,
    })
  })

  it('leaves nothing open when its port is taken', async () => {
    const first = await start()
    const port = Number(new URL(first.engine.acsUrl).port)
    const elsewhere = await mkdtemp(join(tmpdir(), 'workbench-engine-'))
    await expect(start({ acsPort: port, workspaceDir: elsewhere })).rejects.toThrow(
      /another program has the port/,
    )
    // The capture of the failed start is free again.
    const second = await start({ workspaceDir: elsewhere })
    expect(second.engine.acsUrl).not.toBe(first.engine.acsUrl)
    await second.engine.stop(0)
    await rm(elsewhere, { recursive: true })
  })

  it('refuses a capture that another workbench records into', async () => {
    const capturePath = join(folder, 'one.cwmp')
    await start({ capturePath })
    await expect(start({ capturePath, workspaceDir: join(folder, 'other') })).rejects.toMatchObject({
      name: 'CaptureError',
      code: 'in-use',
    })
  })

  it('may be stopped twice', async () => {
    const { engine } = await start()
    await Promise.all([engine.stop(0), engine.stop(0)])
    await engine.stop(0)
  })

  it('asks a foreign CPE for nothing that nobody asked for', async () => {
    const { engine } = await start()
    const answers = await runSession(engine.acsUrl, inform('0 BOOTSTRAP'))
    expect(answers.map(({ status, body }) => [status, body === ''])).toEqual([
      [200, false],
      [204, true],
    ])
  })

  describe('demo CPE', () => {
    async function withDemo(demo: EngineOptions['demo'] = true) {
      const { engine, client } = await start({ demo })
      const tree = async () => (await client.devices.list({})).items[0]
      await expect
        .poll(async () => (await tree())?.parameterCount ?? 0, { timeout: 10_000 })
        .toBeGreaterThan(50)
      await expect.poll(async () => (await tree())?.pending, { timeout: 10_000 }).toBe(0)
      const device = await tree()
      return { engine, client, id: device?.id ?? '' }
    }

    it('boots and has its whole tree fetched', async () => {
      const { client, id } = await withDemo()
      expect(await client.status.get()).toMatchObject({ demo: true, problems: [] })
      const { items } = await client.rpcs.list({ deviceId: id })
      expect(items.map(({ method, state }) => [method, state])).toEqual([
        ['GetParameterValues', 'done'],
        ['GetParameterNames', 'done'],
      ])
      const sessions = (await client.sessions.list({ filter: 'event:1' })).items
      expect(sessions[0]).toMatchObject({ deviceId: id, state: 'done', events: ['0 BOOTSTRAP', '1 BOOT'] })
    })

    it('takes an edit at once, because it can be called', async () => {
      const { client, id } = await withDemo()
      const path = 'Device.WiFi.SSID.1.SSID'
      const rpc = await client.rpcs.create({
        deviceId: id,
        method: 'SetParameterValues',
        arguments: { ParameterList: [{ Name: path, Value: 'Edited', Type: 'xsd:string' }], ParameterKey: '' },
        deliver: 'connection-request',
      })
      expect(await client.rpcs.get({ rpcId: rpc.id, waitMs: 10_000 })).toMatchObject({ state: 'done' })
      expect((await client.parameters.list({ deviceId: id, prefix: path })).items[0]).toMatchObject({
        value: 'Edited',
      })
      const [session] = (await client.sessions.list({ filter: 'event:6' })).items
      expect(session).toMatchObject({ deviceId: id })
      expect((await client.status.get()).problems).toEqual([])
    })

    it('answers a connection request step by step', async () => {
      const { client, id } = await withDemo()
      const result = await client.connectionRequest({ deviceId: id })
      expect(result.ok).toBe(true)
      expect(result.steps.length).toBeGreaterThan(1)
    })

    it('runs by itself on an empty capture only', async () => {
      const first = await start({ demo: 'if-empty' })
      expect((await first.client.status.get()).demo).toBe(true)
      await expect.poll(async () => (await first.client.status.get()).capture.exchanges).toBeGreaterThan(0)
      await first.engine.stop(0)
      const second = await start({ demo: 'if-empty' })
      expect((await second.client.status.get()).demo).toBe(false)
    })
  })
})

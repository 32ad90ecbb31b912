import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, it, vi } from 'vitest'
import { createEngine } from '../../../src/main/engine/engine.js'

/** What our ACS and our simulated CPE say to each other must give no finding but hints. */
it('our own ACS and simulator come out without errors and warnings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workbench-own-traffic-'))
  const engine = await createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: true,
    version: '0.0.0-test',
  })
  try {
    const client = createRouterClient(engine.router, { context: { face: 'rest' } })
    const device = await vi.waitFor(
      async () => {
        const [first] = (await client.devices.list({})).items
        if (!first || first.root === null) throw new Error('The demo CPE has not called yet.')
        return first
      },
      { timeout: 10_000 },
    )
    const root = device.root === 'Device' ? 'Device.' : 'InternetGatewayDevice.'
    const setting = {
      Name: `${root}ManagementServer.PeriodicInformInterval`,
      Value: '600',
      Type: 'xsd:unsignedInt',
    }
    const calls = [
      { method: 'GetRPCMethods', arguments: {} },
      { method: 'GetParameterNames', arguments: { ParameterPath: root, NextLevel: '0' } },
      { method: 'GetParameterValues', arguments: { ParameterNames: [root] } },
      { method: 'GetParameterAttributes', arguments: { ParameterNames: [`${root}DeviceInfo.`] } },
      { method: 'SetParameterValues', arguments: { ParameterList: [setting], ParameterKey: 'k' } },
      { method: 'GetParameterValues', arguments: { ParameterNames: [`${root}Nowhere`] } },
    ]
    const states: string[] = []
    for (const call of calls) {
      const rpc = await client.rpcs.create({ deviceId: device.id, deliver: 'connection-request', ...call })
      states.push((await client.rpcs.get({ rpcId: rpc.id, waitMs: 10_000 })).state)
    }
    expect(states).toEqual(['done', 'done', 'done', 'done', 'done', 'failed'])
    await vi.waitFor(
      async () => {
        const sessions = (await client.sessions.list({})).items
        expect(sessions.every(({ state }) => state !== 'open')).toBe(true)
      },
      { timeout: 10_000 },
    )
    const { items } = await client.findings.list({ limit: 1000 })
    expect(items.map(({ rule }) => rule)).toContain('weak-digest')
    const grave = items.filter(({ severity }) => severity !== 'info')
    expect(grave.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
  } finally {
    await engine.stop(0)
    await rm(folder, { recursive: true })
  }
}, 60_000)

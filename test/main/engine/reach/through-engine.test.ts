import { createSocket } from 'node:dgram'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, describe, expect, it } from 'vitest'
import { createEngine } from '../../../../src/main/engine/engine.js'
import { createSimulatedCpe, type SimulatedCpeOptions } from '../../../../src/main/engine/simulator/index.js'
import type { EngineOptions } from '../../../../src/main/engine/types.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(options: Partial<EngineOptions> = {}) {
  const workspaceDir = options.workspaceDir ?? (await mkdtemp(join(tmpdir(), 'workbench-reach-')))
  ends.push(() => rm(workspaceDir, { recursive: true, force: true }))
  const engine = await createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir,
    demo: false,
    version: '0.0.0-test',
    ...options,
  })
  ends.push(() => engine.stop(0))
  return { engine, workspaceDir, client: createRouterClient(engine.router, { context: { face: 'rest' } }) }
}

async function startCpe(acsUrl: string, options: Partial<SimulatedCpeOptions>) {
  const cpe = createSimulatedCpe({ acsUrl, model: { builtIn: 'device2' }, seed: 3, ...options })
  ends.push(() => cpe.stop())
  await cpe.start()
  return cpe
}

describe('a CPE that is called', () => {
  it('by UDP takes an RPC at once, also when nobody says that UDP is the way', async () => {
    const { engine, client } = await start({ stunPort: 0 })
    const port = Number(engine.stunAddress?.split(':')[1])
    const cpe = await startCpe(engine.acsUrl, {
      connectionRequest: null,
      stun: { host: '127.0.0.1', port },
    })
    const { deviceId } = cpe
    await client.devices.setCredentials({ deviceId, username: 'workbench', password: 'workbench' })
    const path = 'Device.ManagementServer.UDPConnectionRequestAddress'
    await expect
      .poll(async () => (await client.parameters.list({ deviceId, prefix: path })).items[0]?.value)
      .toMatch(/^127\.0\.0\.1:\d+$/)
    // A session that is open would take the RPC without a call.
    await expect.poll(async () => (await client.sessions.list({ filter: 'state:open' })).total).toBe(0)
    const { id } = await client.rpcs.create({
      deviceId,
      method: 'GetParameterValues',
      arguments: { ParameterNames: [path] },
      deliver: 'connection-request',
    })
    expect(await client.rpcs.get({ rpcId: id, waitMs: 10_000 })).toMatchObject({ state: 'done' })
    const [session] = (await client.sessions.list({ filter: 'event:6' })).items
    expect(session).toMatchObject({ deviceId })
    const again = await client.connectionRequest({ deviceId })
    expect(again).toMatchObject({ ok: true, method: 'udp', session: { seen: true } })
    expect((await client.stun.get()).bindings).toMatchObject([{ forConnectionRequests: true }])
    expect((await client.status.get()).problems).toEqual([])
  })

  it('but does not come is a problem, with the RPC still queued', async () => {
    const { engine, client } = await start()
    const cpe = await startCpe(engine.acsUrl, {})
    const { deviceId } = cpe
    await client.devices.setCredentials({ deviceId, username: 'workbench', password: 'wrong' })
    await client.rpcs.create({ deviceId, method: 'GetRPCMethods', deliver: 'connection-request' })
    await expect
      .poll(async () => (await client.status.get()).problems)
      .toContainEqual({
        code: `connection-request:${deviceId}`,
        step: 'authorise',
        message: expect.stringContaining('refused the user name'),
      })
  })

  it('keeps its STUN server and its XMPP account over a restart', async () => {
    const first = await start()
    const { address } = await first.client.stun.listen({ port: 0 })
    await first.client.xmpp.set({ jid: 'acs@example.org', password: 'hunter2' })
    await first.engine.stop(0)
    const { client } = await start({ workspaceDir: first.workspaceDir })
    expect((await client.status.get()).stunAddress).toBe(address)
    expect((await client.xmpp.get()).account).toMatchObject({ jid: 'acs@example.org', security: 'starttls' })
  })

  it('has no STUN server to go by where its port is taken: the start says so', async () => {
    const first = await start({ stunPort: 0 })
    const stunPort = Number(first.engine.stunAddress?.split(':')[1])
    await expect(start({ stunPort })).rejects.toThrow(`UDP port ${stunPort} of 127.0.0.1`)
  })

  it('tells values between sessions, which say where they come from and lead no request elsewhere', async () => {
    const { engine, client } = await start()
    const cpe = await startCpe(engine.acsUrl, {})
    const { deviceId } = cpe
    const { address } = await client.notifications.listen({ port: 0 })
    const [oui, productClass, serialNumber] = deviceId.split('-')
    const notify = (name: string, value: string) =>
      udp(
        Number(address?.split(':')[1]),
        `<Notification xmlns="urn:broadband-forum-org:cwmp:lwnotif-1-0"><TS>1</TS><UN/><CN/><OUI>${oui ?? ''}</OUI>` +
          `<ProductClass>${productClass ?? ''}</ProductClass><SerialNumber>${serialNumber ?? ''}</SerialNumber>` +
          `<Param><Name>${name}</Name><Value>${value}</Value></Param></Notification>`,
      )
    await notify('Device.DeviceInfo.UpTime', '4711')
    const prefix = 'Device.DeviceInfo.UpTime'
    await expect
      .poll(async () => (await client.parameters.list({ deviceId, prefix })).items[0])
      .toMatchObject({ value: '4711', source: 'notification', messageId: '' })
    const evil = '127.0.0.1:9'
    await notify('Device.ManagementServer.UDPConnectionRequestAddress', evil)
    await expect.poll(async () => (await client.notifications.list({})).total).toBe(2)
    const { steps } = await client.connectionRequest({ deviceId, method: 'udp', waitMs: 0 })
    expect(JSON.stringify(steps)).not.toContain(evil)
  })
})

function udp(port: number, text: string): Promise<void> {
  const socket = createSocket('udp4')
  return new Promise((resolve) => {
    socket.send(text, port, '127.0.0.1', () => {
      socket.close()
      resolve()
    })
  })
}

import { afterEach, describe, expect, it } from 'vitest'
import type { ReachFacts } from '../../../../src/core/connection-request/index.js'
import { createSimulatedCpe, type SimulatedCpeOptions } from '../../../../src/main/engine/simulator/index.js'
import { createStunControl } from '../../../../src/main/engine/stun/index.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { startScriptedAcs } from '../simulator/scripted-acs.js'
import { startNat } from '../stun/nat.js'
import { udpClient } from '../stun/udp-client.js'
import { createMemoryRecorder } from '../wire/memory-recorder.js'
import { createTestReach } from './test-reach.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const id = '00259E-X-1'
const credentials = { connectionRequestUsername: 'user', connectionRequestPassword: 'secret' }
const told = 'Device.ManagementServer.UDPConnectionRequestAddress'

async function stunServer() {
  const control = createStunControl({
    recorder: createMemoryRecorder(),
    now: () => Date.now() * 1000,
    workspace: memoryWorkspace(),
    onChange: () => undefined,
    onProblem: () => undefined,
  })
  await control.server.open('127.0.0.1', 0)
  ends.push(() => control.server.close())
  return control
}

/** A simulated CPE behind STUN, an ACS that sees its sessions, and a reach that calls it. */
async function reachableCpe(options: Partial<SimulatedCpeOptions> = {}, stunPort?: number) {
  const stun = await stunServer()
  const port = stunPort ?? stun.server.address?.port ?? 0
  const acs = await startScriptedAcs()
  ends.push(() => acs.close())
  const cpe = createSimulatedCpe({
    acsUrl: acs.url,
    model: { builtIn: 'device2' },
    seed: 7,
    connectionRequest: null,
    stun: { host: '127.0.0.1', port },
    ...options,
  })
  ends.push(() => cpe.stop())
  const value = (name: string) => cpe.value(`Device.ManagementServer.${name}`) ?? ''
  let password: string | null = null
  const recorder = createMemoryRecorder()
  const { reach, session } = createTestReach({
    recorder,
    stun: stun.server,
    known: async () => ({
      facts: { UDPConnectionRequestAddress: value('UDPConnectionRequestAddress') },
      ip: '127.0.0.1',
    }),
    credentialsOf: () => ({
      connectionRequestUsername: value('ConnectionRequestUsername'),
      connectionRequestPassword: password ?? value('ConnectionRequestPassword'),
    }),
  })
  cpe.onSession(({ events, startedAt }) => session(cpe.deviceId, events, startedAt / 1000))
  return {
    cpe,
    stun,
    acs,
    recorder,
    value,
    call: (waitMs = 5000) => reach.connectionRequest(cpe.deviceId, { method: 'udp', waitMs }),
    /** What is stored for the CPE is this from now on. */
    store(other: string) {
      password = other
    },
  }
}

describe('a simulated CPE that does STUN', () => {
  it('tells its address by value change and comes when it is called, once for three datagrams', async () => {
    const { cpe, acs, call, value, recorder, stun } = await reachableCpe()
    cpe.setLocally('Device.ManagementServer.ConnectionRequestPassword', 'hunter2')
    await cpe.start()
    await expect.poll(() => value('UDPConnectionRequestAddress')).toMatch(/^127\.0\.0\.1:\d+$/)
    await acs.until(({ body }) => body.includes(told) && body.includes('4 VALUE CHANGE'))
    const sessions: string[] = []
    cpe.onSession(({ events }) => sessions.push(events.join()))
    const result = await call()
    expect(result).toMatchObject({ ok: true, method: 'udp', session: { seen: true } })
    expect(result.steps.map(({ name }) => name)).toEqual(['address', 'sign', 'send', 'session', 'verdict'])
    expect(result.steps[0]?.detail).toContain('STUN saw it there 0 s ago')
    expect(JSON.stringify(result.steps)).not.toContain('hunter2')
    const sent = recorder.entries.flatMap((entry) =>
      entry.type === 'event' && entry.event.type === 'udp-connection-request' ? [entry.event] : [],
    )
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map(({ bytes }) => bytes)).size).toBe(1)
    expect(sent[0]).toMatchObject({
      deviceId: cpe.deviceId,
      remote: value('UDPConnectionRequestAddress'),
      local: `127.0.0.1:${stun.server.address?.port ?? 0}`,
    })
    await cpe.inform(['2 PERIODIC'])
    expect(sessions.filter((events) => events.includes('6 CONNECTION REQUEST'))).toHaveLength(1)
  })

  it('gives its STUN credentials when the server asks for them', async () => {
    const stun = { host: '127.0.0.1', username: 'stun-user', password: 'stun-secret' }
    const server = await stunServer()
    server.setCredentials({ username: 'stun-user', password: 'stun-secret' })
    const { cpe } = await reachableCpe({ stun: { ...stun, port: server.server.address?.port ?? 0 } })
    await cpe.start()
    await expect.poll(() => server.server.bindings.length).toBe(1)
    expect(server.server.bindings[0]).toMatchObject({ username: 'stun-user', forConnectionRequests: true })
  })

  it('starts when its tree says so, and stops when it says otherwise', async () => {
    const stun = await stunServer()
    const { cpe, value } = await reachableCpe({ stun: { host: '127.0.0.1', port: 9 } })
    cpe.setLocally('Device.ManagementServer.STUNEnable', 'false')
    await cpe.start()
    cpe.setLocally('Device.ManagementServer.STUNServerPort', String(stun.server.address?.port ?? 0))
    expect(stun.server.bindings).toEqual([])
    cpe.setLocally('Device.ManagementServer.STUNEnable', '1')
    await expect.poll(() => value('UDPConnectionRequestAddress')).toMatch(/^127/)
  })

  it('comes through a NAT that lets only the STUN server in, and says that it is behind one', async () => {
    const server = await stunServer()
    const nat = await startNat(server.server.address?.port ?? 0)
    ends.push(() => nat.close())
    const { cpe, value } = await reachableCpe({ stun: { host: '127.0.0.1', port: nat.port } })
    await cpe.start()
    await expect.poll(() => value('UDPConnectionRequestAddress')).toBe(`127.0.0.1:${nat.mappings[0] ?? 0}`)
    expect(value('NATDetected')).toBe('true')
    const { reach, session } = createTestReach({
      stun: server.server,
      known: async () => ({
        facts: { UDPConnectionRequestAddress: value('UDPConnectionRequestAddress') },
        ip: null,
      }),
      credentialsOf: () => ({
        connectionRequestUsername: value('ConnectionRequestUsername'),
        connectionRequestPassword: value('ConnectionRequestPassword'),
      }),
    })
    cpe.onSession(({ events, startedAt }) => session(cpe.deviceId, events, startedAt / 1000))
    const called = await reach.connectionRequest(cpe.deviceId, { method: 'udp' })
    expect(called).toMatchObject({ ok: true, session: { seen: true } })
    nat.drop()
    const dropped = await reach.connectionRequest(cpe.deviceId, { method: 'udp', waitMs: 100 })
    expect(dropped).toMatchObject({ ok: false, session: { seen: false } })
    expect(dropped.steps.at(-2)?.detail).toContain('a NAT or firewall dropped it')
    expect(dropped.steps.at(-1)?.detail).toContain('keeps the binding longer')
  })

  it('does not come for another password, and the verdict says what to check', async () => {
    const { cpe, call, value, store } = await reachableCpe()
    await cpe.start()
    await expect.poll(() => value('UDPConnectionRequestAddress')).toMatch(/^127/)
    store('another')
    const result = await call(150)
    expect(result).toMatchObject({ ok: false, session: { seen: false } })
    expect(result.steps.at(-1)?.detail).toContain('ConnectionRequestPassword equal those stored here')
  })
})

describe('where a UDP connection request goes', () => {
  const call = async (facts: ReachFacts, given: Parameters<typeof createTestReach>[0] = {}) =>
    createTestReach({
      known: async () => ({ facts, ip: null }),
      credentialsOf: () => credentials,
      ...given,
    }).reach.connectionRequest(id, { method: 'udp', waitMs: 0 })

  it('is to the address the CPE told, from a port of its own where there is no STUN server', async () => {
    const cpe = await udpClient()
    ends.push(cpe.close)
    const result = await call({ UDPConnectionRequestAddress: `127.0.0.1:${cpe.port}` })
    await cpe.until(3)
    const text = Buffer.from(cpe.received[0]?.bytes ?? []).toString()
    expect(text).toMatch(
      new RegExp(
        `^GET http://127\\.0\\.0\\.1:${cpe.port}\\?ts=\\d+&id=\\d+&un=user&cn=[0-9a-f]{16}&sig=[0-9a-f]{40} HTTP/1\\.1\\r\\nHost: 127\\.0\\.0\\.1:${cpe.port}\\r\\n\\r\\n$`,
      ),
    )
    expect(result.steps.find(({ name }) => name === 'send')?.detail).toContain('STUN server is off')
    expect(result.ok).toBe(false)
    expect(result.steps.at(-1)?.detail).toContain('nobody waited')
  })

  it('is to a newer binding of its user name, or the only one of its address', async () => {
    const [old, now] = [await udpClient(), await udpClient()]
    ends.push(old.close, now.close)
    const source = { host: '127.0.0.1', port: now.port }
    const binding = { source, forConnectionRequests: true, changed: true, firstAt: 0, lastAt: Date.now() }
    const { server } = await stunServer()
    const stun = { ...server, address: server.address, bindings: [{ ...binding, username: 'cpe-1' }] }
    const facts = { UDPConnectionRequestAddress: `127.0.0.1:${old.port}` }
    const byName = await call({ ...facts, STUNUsername: 'cpe-1' }, { stun })
    expect(byName.steps[0]?.detail).toContain('STUN user name "cpe-1"')
    await now.until(3)
    const byAddress = await call(facts, { stun, known: async () => ({ facts, ip: '127.0.0.1' }) })
    expect(byAddress.steps[0]?.detail).toContain('IP address, as the only one there')
    await now.until(6)
    expect(old.received).toEqual([])
  })

  it.each([
    [{}, 'address', 'has no address for UDP'],
    [{ UDPConnectionRequestAddress: 'no-such-cpe.invalid:80' }, 'resolve', 'no-such-cpe.invalid'],
  ])('is nowhere: %j', async (facts, step, said) => {
    const { steps, ok } = await call(facts)
    const failed = steps.findLast(({ name }) => name !== 'verdict')
    expect(ok).toBe(false)
    expect(failed).toMatchObject({ name: step, ok: false })
    expect(failed?.detail).toContain(said)
  })

  it('needs credentials', async () => {
    const { steps } = await call(
      { UDPConnectionRequestAddress: '127.0.0.1:9' },
      { credentialsOf: () => null },
    )
    expect(steps.at(-2)).toMatchObject({ name: 'authorise', ok: false })
  })
})

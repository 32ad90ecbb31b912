import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSimulatedCpe, type SimulatedCpe } from '../../../../src/main/engine/simulator/index.js'
import { createXmppControl, type XmppAccountChange } from '../../../../src/main/engine/xmpp/index.js'
import { createTestReach } from '../reach/test-reach.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { startScriptedAcs } from '../simulator/scripted-acs.js'
import { createMemoryRecorder } from '../wire/memory-recorder.js'
import { hasProsody, startProsody } from './prosody.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe.skipIf(!hasProsody)('XMPP connection requests through prosody', () => {
  let prosody: Awaited<ReturnType<typeof startProsody>>
  beforeAll(async () => {
    prosody = await startProsody()
  }, 60_000)
  afterAll(() => prosody.stop())

  async function acsAccount(given: Partial<XmppAccountChange> = {}) {
    const recorder = createMemoryRecorder()
    const control = createXmppControl({
      recorder,
      now: () => Date.now() * 1000,
      workspace: memoryWorkspace(),
      onChange: () => undefined,
      onProblem: () => undefined,
    })
    ends.push(() => control.link.disconnect())
    await control.setAccount({
      jid: 'acs@localhost',
      password: 'secret',
      server: '127.0.0.1',
      port: prosody.port,
      security: 'starttls',
      anyCertificate: true,
      ...given,
    })
    return { control, recorder }
  }

  async function startCpe(): Promise<SimulatedCpe> {
    const acs = await startScriptedAcs()
    ends.push(() => acs.close())
    const cpe = createSimulatedCpe({
      acsUrl: acs.url,
      model: { builtIn: 'device2' },
      connectionRequest: null,
      xmpp: {
        jid: 'cpe@localhost/gateway',
        password: 'secret',
        host: '127.0.0.1',
        port: prosody.port,
        tls: true,
      },
    })
    ends.push(() => cpe.stop())
    await cpe.start()
    await expect
      .poll(() => cpe.value('Device.ManagementServer.ConnReqJabberID'), { timeout: 10_000 })
      .toBe('cpe@localhost/gateway')
    await acs.until(({ body }) => body.includes('Device.ManagementServer.ConnReqJabberID'))
    return cpe
  }

  function reachOf(
    cpe: SimulatedCpe | null,
    { control, recorder }: Awaited<ReturnType<typeof acsAccount>>,
    { jid, password = 'workbench' }: { jid?: string; password?: string } = {},
  ) {
    const { reach, session } = createTestReach({
      recorder,
      xmpp: control.link,
      known: async () => ({
        facts: {
          ConnReqJabberID: jid ?? cpe?.value('Device.ManagementServer.ConnReqJabberID') ?? '',
        },
        ip: null,
      }),
      credentialsOf: () => ({
        connectionRequestUsername: 'workbench',
        connectionRequestPassword: password,
      }),
      timeoutMs: 2000,
    })
    cpe?.onSession(({ events, startedAt }) => session(cpe.deviceId, events, startedAt / 1000))
    return () => reach.connectionRequest(cpe?.deviceId ?? 'x', { method: 'xmpp', waitMs: 5000 })
  }

  it('bring the CPE, step by step, and use the same stream again', async () => {
    const cpe = await startCpe()
    const account = await acsAccount()
    const call = reachOf(cpe, account)
    const first = await call()
    expect(first.steps.map(({ name, ok }) => [name, ok])).toEqual(
      ['address', 'connect', 'tls', 'log-in', 'send', 'answer', 'session', 'verdict'].map((name) => [
        name,
        true,
      ]),
    )
    expect(first).toMatchObject({ ok: true, method: 'xmpp', session: { seen: true } })
    expect(first.steps.find(({ name }) => name === 'tls')?.detail).toContain('was not checked')
    const second = await call()
    expect(second.ok).toBe(true)
    expect(second.steps[1]?.detail).toMatch(/is open already/)
    const stanzas = account.recorder.entries.flatMap((entry) =>
      entry.type === 'event' && entry.event.type === 'xmpp-stanza' ? [entry.event] : [],
    )
    const request = stanzas.find(({ stanza }) => stanza.includes('connectionRequest'))
    expect(request).toMatchObject({ direction: 'sent', account: 'acs@localhost' })
    expect(request?.stanza).toMatch(
      /<iq [^>]*to="cpe@localhost\/gateway"[^>]*><connectionRequest xmlns="urn:broadband-forum-org:cwmp:xmppConnReq-1-0"><username>workbench<\/username><password>workbench<\/password><\/connectionRequest><\/iq>/,
    )
    expect(
      stanzas.some(({ direction, stanza }) => direction === 'received' && stanza.includes('type="result"')),
    ).toBe(true)
  })

  it('are refused for another password, in words', async () => {
    const call = reachOf(await startCpe(), await acsAccount(), { password: 'wrong' })
    const { ok, steps } = await call()
    expect(ok).toBe(false)
    expect(steps.at(-2)).toMatchObject({ name: 'authorise', ok: false })
    expect(steps.at(-2)?.detail).toContain('not-authorized')
  })

  it('are refused where our JID is not allowed', async () => {
    const cpe = await startCpe()
    cpe.setLocally('Device.ManagementServer.ConnReqAllowedJabberIDs', 'other@localhost')
    await expect.poll(() => cpe.value('Device.XMPP.Connection.1.Status'), { timeout: 10_000 }).toBe('Up')
    const { steps } = await reachOf(cpe, await acsAccount())()
    expect(steps.at(-2)?.detail).toContain('service-unavailable')
  })

  it('find nobody at a JID that is not connected', async () => {
    const { ok, steps } = await reachOf(null, await acsAccount(), { jid: 'cpe@localhost/gone' })()
    expect(ok).toBe(false)
    expect(steps.at(-2)).toMatchObject({ name: 'answer', ok: false })
    expect(steps.at(-2)?.detail).toMatch(/service-unavailable|recipient-unavailable/)
  })

  it('do not leave a server that talks to no other', async () => {
    const { steps } = await reachOf(null, await acsAccount(), { jid: 'cpe@elsewhere.invalid/x' })()
    expect(steps.at(-2)).toMatchObject({ name: 'answer', ok: false })
    expect(steps.at(-2)?.detail).toContain("an account on the CPE's own server")
  })

  it.each([
    ['another password', { password: 'wrong' }, 'log-in', 'no such user, or the password'],
    ['no such user', { jid: 'nobody@localhost' }, 'log-in', 'no such user, or the password'],
    ['a certificate nobody vouches for', { anyCertificate: false }, 'tls', 'certificate'],
    ['TLS where none begins', { security: 'tls' as const }, 'tls', 'TLS with'],
    ['another domain', { jid: 'acs@elsewhere.example' }, 'tls', 'does not serve the domain'],
  ])('say what is wrong with our account: %s', async (_, given, stage, said) => {
    const { control } = await acsAccount(given)
    const { ok, steps } = await control.connect()
    expect(ok).toBe(false)
    expect(steps.at(-1)).toMatchObject({ name: stage, ok: false })
    expect(steps.at(-1)?.detail).toContain(said)
  })

  it('log in by TLS from the start, and without any', async () => {
    for (const given of [
      { security: 'tls' as const, port: prosody.tlsPort },
      { security: 'none' as const },
    ]) {
      const { control } = await acsAccount(given)
      expect(await control.connect()).toMatchObject({ ok: true })
      expect(control.link.connectedAs).toBe('acs@localhost/acs')
    }
  })

  it('notice a server that dies, and say so at the next call', async () => {
    const account = await acsAccount()
    expect((await account.control.connect()).ok).toBe(true)
    await prosody.kill()
    await expect.poll(() => account.control.link.connectedAs).toBeNull()
    const { ok, steps } = await reachOf(null, account, { jid: 'cpe@localhost/gateway' })()
    expect(ok).toBe(false)
    expect(steps.at(-2)).toMatchObject({ name: 'connect', ok: false })
    expect(steps.at(-2)?.detail).toContain('refused the connection')
    expect(steps.at(-1)?.detail).toContain('See to it that the XMPP server is reached')
  })
})

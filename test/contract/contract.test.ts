import { createSocket } from 'node:dgram'
import { mkdtemp, rm } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent, Rpc } from '../../src/contract/index.js'
import { createEngine } from '../../src/main/engine/engine.js'
import type { Engine } from '../../src/main/engine/types.js'
import {
  deviceId,
  faultResponse,
  inform,
  methodsResponse,
  openRawCpe,
  runSession,
  setResponse,
  valuesResponse,
  type RawAnswer,
} from './raw-cpe.js'
import { authorization, serve, transports, type Client } from './transports.js'

const ssid = 'InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID'

const hasIPv6Loopback = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
)

describe.each(transports)('the contract over $name', (transport) => {
  let folder: string
  let engine: Engine
  let client: Client
  let disconnect: () => Promise<void>

  /** What a call is refused with. */
  async function refusal(
    call: () => Promise<unknown>,
  ): Promise<{ code: string; status: number; message: string; data: unknown }> {
    try {
      await call()
    } catch (error) {
      if (error instanceof ORPCError)
        return { code: error.code, status: error.status, message: error.message, data: error.data }
      throw error
    }
    throw new Error('The call was not refused.')
  }

  async function newest() {
    const { items } = await client.sessions.list({ limit: 1 })
    const [session] = items
    if (!session) throw new Error('There is no session.')
    return session
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-contract-'))
    engine = await createEngine({
      acsHost: '127.0.0.1',
      acsPort: 0,
      workspaceDir: folder,
      demo: false,
      version: '0.0.0-test',
    })
    const connected = await transport.connect(engine)
    client = connected.client
    disconnect = connected.close
  })
  afterAll(async () => {
    await disconnect()
    await engine.stop(0)
    await rm(folder, { recursive: true })
  })

  it('begins with nothing but its own address', async () => {
    const status = await client.status.get()
    expect(status).toMatchObject({
      version: '0.0.0-test',
      acsUrl: engine.acsUrl,
      listening: [engine.acsUrl],
      capture: { path: engine.capturePath, exchanges: 0, sessions: 0 },
      recording: true,
      devices: 0,
      demo: false,
      problems: [],
    })
    expect(await client.devices.list({})).toEqual({ items: [], nextCursor: null, total: 0 })
    expect(await client.sessions.list({})).toEqual({ items: [], nextCursor: null, total: 0 })
  })

  describe('after a session', () => {
    let answers: RawAnswer[]
    beforeAll(async () => {
      answers = await runSession(engine.acsUrl, inform('1 BOOT'))
    })

    it('lists the device that informed', async () => {
      const { items, total } = await client.devices.list({})
      expect(total).toBe(1)
      expect(items[0]).toMatchObject({
        id: deviceId,
        manufacturer: 'Raw Works',
        oui: '00E0FC',
        productClass: 'Raw',
        serialNumber: 'RAW-0001',
        root: 'InternetGatewayDevice',
        softwareVersion: '7.7.7',
        online: true,
        pending: 0,
        lastSession: { state: 'done', outcome: 'completed' },
      })
      expect(await client.devices.get({ deviceId })).toEqual(items[0])
    })

    it('finds devices by any word, in any case, and by the filter language', async () => {
      for (const filter of [
        'raw works',
        'RAW-0001 00e0fc',
        '7.7',
        'device:00E0FC-*',
        'works -state:failed',
      ]) {
        expect((await client.devices.list({ filter })).total, filter).toBe(1)
      }
      for (const filter of ['raw other', 'state:failed', 'device:202BC1']) {
        expect((await client.devices.list({ filter })).total, filter).toBe(0)
      }
      const { code, data } = await refusal(() => client.devices.list({ filter: 'raw (' }))
      expect([code, data]).toMatchObject(['BAD_REQUEST', { offset: 4 }])
    })

    it('lists the session with its messages', async () => {
      const session = await newest()
      expect(session).toMatchObject({
        deviceId,
        state: 'done',
        outcome: 'completed',
        events: ['1 BOOT'],
        messages: 4,
        source: 'acs',
      })
      expect(await client.sessions.get({ sessionId: session.id })).toEqual(session)
      const { items } = await client.sessions.messages({ sessionId: session.id })
      expect(items.map(({ direction, kind, rpc }) => [direction, kind, rpc])).toEqual([
        ['cpe-to-acs', 'request', 'Inform'],
        ['acs-to-cpe', 'response', 'Inform'],
        ['cpe-to-acs', 'empty', null],
        ['acs-to-cpe', 'empty', null],
      ])
      expect(items[0]?.pairedWith).toBe(items[1]?.id)
    })

    it('gives messages decoded, as text and byte for byte', async () => {
      const { items } = await client.sessions.messages({ sessionId: (await newest()).id })
      const [request, response] = items
      const detail = await client.messages.get({ messageId: request?.id ?? '' })
      expect(detail).toMatchObject({ ...request, findings: expect.any(Array) })
      expect(detail.decoded?.['DeviceId']).toMatchObject({
        Manufacturer: 'Raw Works',
        SerialNumber: 'RAW-0001',
      })
      expect(detail.header.id).toBe('raw-1')
      expect(detail.http?.startLine).toBe('POST /acs HTTP/1.1')
      expect(detail.findings).toHaveLength(request?.findings ?? -1)
      expect(detail.explanation).not.toBe('')
      for (const [message, bytes] of [
        [request, answers[0]?.sent],
        [response, answers[0]?.received],
      ] as const) {
        const raw = await client.messages.raw({ messageId: message?.id ?? '' })
        expect(Buffer.from(await raw.arrayBuffer()).equals(bytes ?? Buffer.alloc(0))).toBe(true)
        expect(message?.bytes).toBe(bytes?.length)
      }
    })

    it('knows the parameters that came with the Inform', async () => {
      const { items } = await client.parameters.list({ deviceId, search: 'SoftwareVersion' })
      const parameter = items.find(({ path }) => path === 'InternetGatewayDevice.DeviceInfo.SoftwareVersion')
      expect(parameter).toMatchObject({ value: '7.7.7', type: 'string', source: 'inform', state: 'known' })
      const history = await client.parameters.history({ deviceId, path: parameter?.path ?? '' })
      expect(history.items[0]).toMatchObject({
        value: '7.7.7',
        cause: 'cpe',
        messageId: parameter?.messageId,
      })
    })

    it('gives long lists page by page, each item once', async () => {
      await runSession(engine.acsUrl, inform())
      await runSession(engine.acsUrl, inform())
      const { total } = await client.sessions.list({ limit: 1 })
      const ids = new Set<string>()
      let cursor: string | undefined
      do {
        const page = await client.sessions.list({ limit: 2, cursor })
        for (const { id } of page.items) ids.add(id)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(ids.size).toBe(total)
    })
  })

  describe('RPCs', () => {
    beforeAll(async () => {
      await runSession(engine.acsUrl, inform())
    })
    afterEach(async () => {
      // No test leaves work to the next.
      const { items } = await client.rpcs.list({ deviceId })
      for (const { id, state } of items) if (state === 'queued') await client.rpcs.cancel({ rpcId: id })
    })

    it('are taken in the next session, and their result is known', async () => {
      const rpc = await client.rpcs.create({
        deviceId,
        method: 'GetParameterValues',
        arguments: { ParameterNames: [ssid] },
      })
      expect(rpc).toMatchObject({ deviceId, method: 'GetParameterValues', state: 'queued', messageIds: [] })
      expect((await client.devices.get({ deviceId })).pending).toBe(1)
      const waiting = client.rpcs.get({ rpcId: rpc.id, waitMs: 10_000 })
      const answers = await runSession(engine.acsUrl, inform(), (request) =>
        valuesResponse(request, { [ssid]: 'Home' }),
      )
      expect(answers[1]?.body).toContain(`<string>${ssid}</string>`)
      const done: Rpc = await waiting
      expect(done).toMatchObject({
        state: 'done',
        result: { ParameterList: [{ Name: ssid, Value: 'Home', Type: 'xsd:string' }] },
      })
      expect(done.messageIds.length).toBeGreaterThan(0)
      const { items } = await client.parameters.list({ deviceId, prefix: ssid })
      expect(items[0]).toMatchObject({ path: ssid, value: 'Home', source: 'get' })
    })

    it('are taken in the session that is open now', async () => {
      const cpe = await openRawCpe(engine.acsUrl)
      try {
        await cpe.post(inform())
        const { id } = await client.rpcs.create({
          deviceId,
          method: 'SetParameterValues',
          arguments: {
            ParameterList: [{ Name: ssid, Value: 'Café', Type: 'xsd:string' }],
            ParameterKey: 'k1',
          },
        })
        const asked = await cpe.post('')
        expect(asked.body).toContain('Café')
        expect((await cpe.post(setResponse(asked.body))).body).toBe('')
        expect(await client.rpcs.get({ rpcId: id, waitMs: 10_000 })).toMatchObject({
          state: 'done',
          result: { Status: '0' },
        })
      } finally {
        cpe.close()
      }
      const { items } = await client.parameters.list({ deviceId, prefix: ssid })
      expect(items[0]).toMatchObject({ value: 'Café', source: 'set' })
      const history = await client.parameters.history({ deviceId, path: ssid })
      expect(history.items[0]).toMatchObject({ value: 'Café', cause: 'acs' })
    })

    it('fail with the fault of the CPE, parameter by parameter', async () => {
      const { id } = await client.rpcs.create({
        deviceId,
        method: 'SetParameterValues',
        arguments: { ParameterList: [{ Name: ssid, Value: 'x', Type: 'xsd:string' }], ParameterKey: '' },
      })
      await runSession(engine.acsUrl, inform(), (request) => faultResponse(request, ssid))
      expect(await client.rpcs.get({ rpcId: id, waitMs: 10_000 })).toMatchObject({
        state: 'failed',
        fault: { code: '9003', parameters: [{ parameterName: ssid, code: '9008', string: 'Non-writable' }] },
      })
    })

    it('are listed newest first, and can be cancelled until they are sent', async () => {
      const first = await client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
      const second = await client.rpcs.create({ deviceId, method: 'Reboot', arguments: { CommandKey: '' } })
      const { items } = await client.rpcs.list({ deviceId, limit: 2 })
      expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
      expect(await client.rpcs.cancel({ rpcId: second.id })).toMatchObject({
        id: second.id,
        state: 'cancelled',
      })
      const cpe = await openRawCpe(engine.acsUrl)
      await cpe.post(inform())
      const asked = await cpe.post('')
      expect(await refusal(() => client.rpcs.cancel({ rpcId: first.id }))).toMatchObject({
        code: 'CONFLICT',
        status: 409,
      })
      await cpe.post(methodsResponse(asked.body))
      cpe.close()
      expect((await client.rpcs.get({ rpcId: first.id, waitMs: 10_000 })).state).toBe('done')
    })

    it('wait no longer than asked', async () => {
      const { id } = await client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
      expect(await client.rpcs.get({ rpcId: id, waitMs: 20 })).toMatchObject({ state: 'queued' })
    })

    it('are queued also when the CPE cannot be called, and the status says so', async () => {
      const rpc = await client.rpcs.create({
        deviceId,
        method: 'GetRPCMethods',
        deliver: 'connection-request',
      })
      expect(rpc.state).toBe('queued')
      await expect
        .poll(async () => (await client.status.get()).problems)
        .toContainEqual({
          code: `connection-request:${deviceId}`,
          message: expect.stringContaining('stays queued'),
          step: 'url',
        })
      expect((await client.rpcs.get({ rpcId: rpc.id })).state).toBe('queued')
    })

    it('are refused in words when they make no sense', async () => {
      expect(await refusal(() => client.rpcs.create({ deviceId, method: 'MakeCoffee' }))).toMatchObject({
        code: 'UNPROCESSABLE_CONTENT',
        status: 422,
        message: expect.stringContaining('MakeCoffee'),
      })
      const misfit = () =>
        client.rpcs.create({ deviceId, method: 'GetParameterValues', arguments: { Names: 'x' } })
      expect(await refusal(misfit)).toMatchObject({ code: 'UNPROCESSABLE_CONTENT', status: 422 })
      const mistyped = {
        ParameterList: [{ Name: ssid, Value: 5, Type: 'xsd:unsignedInt' }],
        ParameterKey: '',
      }
      const wrongType = () =>
        client.rpcs.create({
          deviceId,
          method: 'SetParameterValues',
          // A script has no types that would keep it from this.
          arguments: JSON.parse(JSON.stringify(mistyped)),
        })
      expect(await refusal(wrongType)).toMatchObject({
        code: 'BAD_REQUEST',
        status: 400,
        message: expect.stringMatching(/^arguments\.ParameterList\.0\.Value: must be text in quotes/),
      })
      for (const expiresAt of ['tomorrow', '2001-01-01T00:00:00Z']) {
        expect(
          await refusal(() => client.rpcs.create({ deviceId, method: 'GetRPCMethods', expiresAt })),
        ).toMatchObject({
          code: 'BAD_REQUEST',
          status: 400,
          message: expect.stringContaining('expiresAt'),
        })
      }
    })

    it('need a device that is known', async () => {
      expect(
        await refusal(() => client.rpcs.create({ deviceId: 'no-such-one', method: 'GetRPCMethods' })),
      ).toMatchObject({
        code: 'NOT_FOUND',
        status: 404,
      })
    })
  })

  it('tells step by step how far a connection request got, and ends with a verdict', async () => {
    await runSession(engine.acsUrl, inform())
    const result = await client.connectionRequest({ deviceId })
    expect(result).toMatchObject({ ok: false, method: 'http' })
    expect(result.steps.map(({ name, ok }) => [name, ok])).toEqual([
      ['method', true],
      ['url', false],
      ['verdict', false],
    ])
    for (const method of ['udp', 'xmpp'] as const) {
      const { steps, ...rest } = await client.connectionRequest({ deviceId, method, waitMs: 0 })
      expect(rest).toEqual({ ok: false, method })
      expect(steps.map(({ name, ok }) => [name, ok])).toEqual([
        ['address', false],
        ['verdict', false],
      ])
    }
  })

  describe('the other ways to call a CPE', () => {
    it('have a STUN server that is off until it is asked for', async () => {
      expect(await client.stun.get()).toEqual({ address: null, username: null, bindings: [] })
      const { address } = await client.stun.listen({ port: 0 })
      expect(address).toMatch(/^127\.0\.0\.1:\d+$/)
      expect((await client.status.get()).stunAddress).toBe(address)
      const credentials = { username: 'u', password: 'p' }
      expect(await client.stun.setCredentials({ credentials })).toEqual({
        address,
        username: 'u',
        bindings: [],
      })
      expect(await client.stun.setCredentials({ credentials: null })).toMatchObject({ username: null })
      expect(await refusal(() => client.stun.listen({ port: 0, host: '192.0.2.1' }))).toMatchObject({
        status: 409,
        message: expect.stringContaining('no address of this machine'),
      })
      expect((await client.stun.get()).address).toBe(address)
      expect(await client.stun.listen({ port: null })).toMatchObject({ address: null })
    })

    it('have an XMPP account whose password is never told', async () => {
      expect(await client.xmpp.get()).toEqual({ account: null, connectedAs: null })
      const settings = { jid: 'acs@example.org', server: '127.0.0.1', port: 9, security: 'none' as const }
      const { account } = await client.xmpp.set({ ...settings, password: 'hunter2' })
      expect(account).toEqual({ ...settings, anyCertificate: false })
      const { ok, steps } = await client.xmpp.connect({})
      expect(ok).toBe(false)
      expect(steps.at(-1)).toMatchObject({ name: 'connect', ok: false })
      expect(await refusal(() => client.xmpp.set({ ...settings, jid: 'nobody' }))).toMatchObject({
        status: 400,
        message: expect.stringContaining('must be a JID'),
      })
      expect(await client.xmpp.forget({})).toEqual({ account: null, connectedAs: null })
    })

    it('tell lightweight notifications, once they are asked for', async () => {
      expect(await client.notifications.list({})).toEqual({
        items: [],
        nextCursor: null,
        total: 0,
        address: null,
      })
      const { address } = await client.notifications.listen({ port: 0 })
      const socket = createSocket('udp4')
      const send = (text: string) => socket.send(text, Number(address?.split(':')[1]), '127.0.0.1')
      send(
        '<Notification xmlns="urn:broadband-forum-org:cwmp:lwnotif-1-0"><TS>1700000000</TS><UN>u</UN><CN>c</CN>' +
          '<OUI>00259E</OUI><ProductClass>X-1</ProductClass><SerialNumber>7</SerialNumber>' +
          '<Param><Name>Device.DeviceInfo.UpTime</Name><Value>5</Value></Param></Notification>',
      )
      await expect.poll(async () => (await client.notifications.list({})).total).toBe(1)
      send('noise')
      await expect.poll(async () => (await client.notifications.list({})).total).toBe(2)
      socket.close()
      const { items } = await client.notifications.list({ deviceId: '00259E-X%2D1-7' })
      expect(items).toMatchObject([
        {
          deviceId: '00259E-X%2D1-7',
          readable: true,
          ts: '1700000000',
          username: 'u',
          parameters: [{ name: 'Device.DeviceInfo.UpTime', value: '5' }],
          oddities: [],
        },
      ])
      const first = await client.notifications.list({ limit: 1 })
      expect(first.items).toMatchObject([{ readable: false, deviceId: null }])
      expect((await client.notifications.list({ cursor: first.nextCursor ?? '' })).items).toEqual(items)
      expect(await client.notifications.listen({ port: null })).toEqual({ address: null })
    })
  })

  it('calls what is not there by its name', async () => {
    for (const call of [
      () => client.devices.get({ deviceId: 'x' }),
      () => client.parameters.list({ deviceId: 'x' }),
      () => client.parameters.history({ deviceId: 'x', path: 'Device.' }),
      () => client.sessions.get({ sessionId: 'x' }),
      () => client.sessions.messages({ sessionId: 'x' }),
      () => client.messages.get({ messageId: 'x' }),
      () => client.messages.raw({ messageId: 'x' }),
      () => client.rpcs.get({ rpcId: 'x' }),
      () => client.rpcs.cancel({ rpcId: 'x' }),
      () => client.rpcs.list({ deviceId: 'x' }),
      () => client.connectionRequest({ deviceId: 'x' }),
    ]) {
      expect(await refusal(call)).toMatchObject({
        code: 'NOT_FOUND',
        status: 404,
        message: expect.stringContaining('"x"'),
      })
    }
  })

  it('says where a filter is wrong', async () => {
    const { code, status, message, data } = await refusal(() =>
      client.sessions.list({ filter: 'device:raw (rpc:Inform' }),
    )
    expect([code, status]).toEqual(['BAD_REQUEST', 400])
    expect(message).not.toBe('')
    expect(data).toMatchObject({ offset: expect.any(Number), length: expect.any(Number) })
  })

  it('refuses a cursor of another list and a limit out of bounds', async () => {
    for (const call of [
      () => client.sessions.list({ cursor: 'nonsense' }),
      () => client.devices.list({ cursor: 'nonsense' }),
      () => client.sessions.list({ limit: 0 }),
      () => client.sessions.list({ limit: 1001 }),
    ]) {
      expect(await refusal(call)).toMatchObject({
        code: 'BAD_REQUEST',
        status: 400,
        message: expect.stringMatching(/cursor|limit/i),
      })
    }
  })

  it('filters sessions', async () => {
    expect((await client.sessions.list({ filter: 'event:1' })).total).toBe(1)
    expect((await client.sessions.list({ filter: 'device:nobody' })).total).toBe(0)
  })

  it('keeps credentials to itself', async () => {
    const device = await client.devices.setCredentials({ deviceId, username: 'cpe', password: 'hunter2' })
    expect(device.id).toBe(deviceId)
    expect(JSON.stringify(device)).not.toContain('hunter2')
    const unknown = { deviceId: 'nobody', username: 'cpe', password: '' }
    expect(await refusal(() => client.devices.setCredentials(unknown))).toMatchObject({ code: 'NOT_FOUND' })
  })

  describe('findings', () => {
    const rule = 'array-count-mismatch'
    beforeAll(async () => {
      await runSession(engine.acsUrl, inform().replace('EventStruct[1]', 'EventStruct[7]'))
    })

    it('are the same in the list, at their message and in the counts', async () => {
      const session = await newest()
      const { items } = await client.findings.list({ sessionId: session.id })
      const counts = { error: 0, warning: 0, info: 0 }
      for (const { severity } of items) counts[severity] += 1
      expect(session.findings).toEqual(counts)
      const { items: messages } = await client.sessions.messages({ sessionId: session.id })
      for (const message of messages) {
        const detail = await client.messages.get({ messageId: message.id })
        expect(detail.findings).toEqual(items.filter(({ messageId }) => messageId === message.id))
        expect(message.findings).toBe(detail.findings.length)
      }
      expect(items.find((finding) => finding.rule === rule)).toMatchObject({
        sessionId: session.id,
        messageId: messages[0]?.id,
        line: expect.any(Number),
        reference: expect.stringMatching(/./),
        fix: { kind: 'edit', text: expect.stringContaining('1') },
      })
    })

    it('are found by rule and severity in every list', async () => {
      const session = await newest()
      const filter = `rule:${rule}`
      expect((await client.sessions.list({ filter })).items.map(({ id }) => id)).toEqual([session.id])
      const { items } = await client.sessions.messages({ sessionId: session.id, filter })
      expect(items.map(({ rpc, kind }) => [rpc, kind])).toEqual([['Inform', 'request']])
      const found = await client.findings.list({ filter: `${filter} session:${session.id}` })
      expect(found.items.map((finding) => finding.rule)).toEqual([rule])
      expect((await client.findings.list({ filter: `-severity:${found.items[0]?.severity}` })).items).toEqual(
        (await client.findings.list({})).items.filter(
          ({ severity }) => severity !== found.items[0]?.severity,
        ),
      )
    })
  })

  describe('the way a CPE is spoken to', () => {
    afterEach(async () => {
      await client.quirks.set({ deviceId, xmlDeclaration: null, cookiePath: null, prefixes: null })
      await client.quirks.setDefault({ xmlDeclaration: null, emptyAnswer: null })
    })

    it('is the strict one until another is chosen, for all or for one', async () => {
      const strict = await client.quirks.getDefault()
      expect(strict).toMatchObject({ effective: { xmlDeclaration: true, emptyAnswer: 204 }, chosen: {} })
      expect(await client.quirks.get({ deviceId })).toMatchObject({ deviceId, ...strict })
      expect(await client.quirks.setDefault({ emptyAnswer: 200, xmlDeclaration: false })).toMatchObject({
        effective: { xmlDeclaration: false, emptyAnswer: 200 },
        chosen: { xmlDeclaration: false, emptyAnswer: 200 },
      })
      expect(await client.quirks.set({ deviceId, xmlDeclaration: true, cookiePath: '' })).toMatchObject({
        effective: { xmlDeclaration: true, emptyAnswer: 200, cookiePath: '' },
        chosen: { xmlDeclaration: true, cookiePath: '' },
      })
      expect((await client.quirks.set({ deviceId, xmlDeclaration: null })).chosen).toEqual({ cookiePath: '' })
      expect((await client.quirks.get({ deviceId })).effective.xmlDeclaration).toBe(false)
    })

    it('holds from the next message of an open session on', async () => {
      const cpe = await openRawCpe(engine.acsUrl)
      await client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
      expect((await cpe.post(inform())).body).toMatch(/^<\?xml/)
      await client.quirks.set({ deviceId, xmlDeclaration: false })
      const asked = await cpe.post('')
      expect(asked.body).toMatch(/^<soapenv:Envelope/)
      expect((await cpe.post(methodsResponse(asked.body))).status).toBe(204)
      cpe.close()
    })

    it('is suggested by what the CPE does, until it holds', async () => {
      const cpe = await openRawCpe(engine.acsUrl)
      await cpe.post(inform())
      cpe.close()
      // It calls again without having gone on.
      await runSession(engine.acsUrl, inform())
      const { suggestions } = await client.quirks.get({ deviceId })
      expect(suggestions).toContainEqual({
        title: expect.stringContaining('XML declaration'),
        quirk: { xmlDeclaration: false },
        finding: expect.objectContaining({ rule: 'never-proceeds', sessionId: expect.any(String) }),
        findings: 1,
      })
      const chosen = await client.quirks.set({ deviceId, xmlDeclaration: false })
      expect(chosen.suggestions.filter(({ finding }) => finding.rule === 'never-proceeds')).toEqual([])
    })

    it('is refused in words when it makes no sense', async () => {
      const refused = { code: 'BAD_REQUEST', status: 400 }
      const set = (choices: object) => refusal(() => client.quirks.set({ deviceId, ...choices }))
      expect(await set({ cookiePath: '/; Domain=x' })).toMatchObject({
        ...refused,
        message: 'cookiePath: must be empty, or begin with "/" and have no semicolon.',
      })
      expect(await set({ emptyAnswer: 418 })).toMatchObject({
        ...refused,
        message: expect.stringContaining('emptyAnswer'),
      })
      expect(await set({ xmlDeklaration: false })).toMatchObject({
        ...refused,
        message: expect.stringContaining('xmlDeklaration'),
      })
      const same = { envelope: 'a', encoding: 'a', schema: 'c', schemaInstance: 'd', cwmp: 'e' }
      expect(await set({ prefixes: same })).toMatchObject({
        ...refused,
        message: expect.stringContaining('prefixes: must be five different prefixes'),
      })
      expect(await refusal(() => client.quirks.get({ deviceId: 'nobody' }))).toMatchObject({
        code: 'NOT_FOUND',
        status: 404,
      })
    })
  })

  it('tells what happens while it happens', async () => {
    const controller = new AbortController()
    const events: EngineEvent[] = []
    const stream = await client.events(undefined, { signal: controller.signal })
    const ended = (async () => {
      for await (const event of stream) events.push(event)
    })().catch((error: unknown) => (error instanceof Error ? error.name : error))
    await expect.poll(() => events).toEqual([{ type: 'changed' }])
    await runSession(
      engine.acsUrl,
      inform('4 VALUE CHANGE', { [ssid]: 'New' }).replace('EventStruct[1]', 'EventStruct[7]'),
    )
    await client.quirks.set({ deviceId, pretty: null })
    for (const expected of [
      { type: 'parameters', deviceId, paths: expect.arrayContaining([ssid]) },
      { type: 'session', session: expect.objectContaining({ state: 'done', events: ['4 VALUE CHANGE'] }) },
      { type: 'message', message: expect.objectContaining({ rpc: 'Inform', kind: 'request' }) },
      { type: 'device', device: expect.objectContaining({ id: deviceId, online: true }) },
      { type: 'status', status: expect.objectContaining({ devices: 1 }) },
      { type: 'reachability', steps: expect.any(Array) },
      {
        type: 'finding',
        finding: expect.objectContaining({ rule: 'array-count-mismatch', messageId: expect.any(String) }),
      },
      { type: 'quirks', deviceId },
    ]) {
      await expect.poll(() => events).toContainEqual(expect.objectContaining(expected))
    }
    controller.abort()
    expect(await ended).toBe('AbortError')
  })

  // REST has only what is public.
  if (!transport.pageCalls) return

  describe('for the page alone', () => {
    it('gives the text of a message as the decoder sees it', async () => {
      const { items } = await client.sessions.messages({ sessionId: (await newest()).id })
      const { text, characters } = await client.messages.text({ messageId: items[0]?.id ?? '' })
      expect(text).toMatch(/^<\?xml[^]*<\/SOAP-ENV:Envelope>$/)
      expect(characters).toBe(text.length)
    })

    it('gives the rows of the tree between two positions', async () => {
      const all = { all: true, except: [] }
      const answer = await client.parameters.rows({ deviceId, expansion: all, from: 0, count: 3 })
      expect(answer.rows[0]).toMatchObject({
        path: 'InternetGatewayDevice.',
        isObject: true,
        level: 1,
        expanded: true,
      })
      expect(answer.rows).toHaveLength(3)
      const found = await client.parameters.rows({
        deviceId,
        expansion: all,
        from: 0,
        count: 50,
        search: 'SSID',
      })
      expect(found.rows.map(({ path }) => path)).toContain(ssid)
    })

    it('says how far a CPE got, and where this machine can be reached', async () => {
      await runSession(engine.acsUrl, inform())
      const steps = await client.status.reachability()
      expect(steps.map(({ name, state }) => [name, state])).toEqual([
        ['connection', 'seen'],
        ['http', 'seen'],
        ['inform', 'seen'],
        ['session', 'seen'],
      ])
      const { port, addresses } = await client.status.network()
      expect(engine.acsUrl).toBe(`http://127.0.0.1:${port}/`)
      expect(addresses.find(({ address }) => address === '127.0.0.1')).toMatchObject({
        loopback: true,
        listening: true,
        url: engine.acsUrl,
      })
    })

    it('refuses to listen where it cannot', async () => {
      for (const address of ['192.0.2.1', '0.0.0.0', 'localhost', '']) {
        expect(await refusal(() => client.acs.listen({ address }))).toMatchObject({
          code: 'CONFLICT',
          status: 409,
        })
        expect(await refusal(() => client.acs.unlisten({ address }))).toMatchObject({ code: 'CONFLICT' })
      }
      expect((await client.status.get()).listening).toEqual([engine.acsUrl])
    })

    it.runIf(hasIPv6Loopback)('listens on one more address and stops again, without a restart', async () => {
      const url = `http://[::1]:${new URL(engine.acsUrl).port}/`
      expect((await client.acs.listen({ address: '::1' })).listening).toEqual([engine.acsUrl, url])
      const { items: before } = await client.sessions.list({})
      await runSession(url, inform())
      expect((await client.sessions.list({})).total).toBe(before.length + 1)
      expect((await client.acs.unlisten({ address: '::1' })).listening).toEqual([engine.acsUrl])
    })

    it('starts and stops the demo CPE', async () => {
      expect(await client.demo.start()).toMatchObject({ demo: true })
      await expect
        .poll(
          async () => (await client.devices.list({})).items.some((device) => device.parameterCount > 50),
          { timeout: 10_000 },
        )
        .toBe(true)
      expect(await client.demo.stop()).toMatchObject({ demo: false })
    })
  })
})

describe('the REST API in detail', () => {
  let folder: string
  let engine: Engine
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbench-rest-'))
    engine = await createEngine({
      acsHost: '127.0.0.1',
      acsPort: 0,
      workspaceDir: folder,
      demo: false,
      version: '0.0.0-test',
    })
    server = await serve(engine)
    await runSession(engine.acsUrl, inform())
  })
  afterAll(async () => {
    await server.close()
    await engine.stop(0)
    await rm(folder, { recursive: true })
  })

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server.apiUrl}${path}`, {
      ...init,
      headers: { authorization, 'content-type': 'application/json' },
    })
  // An id is percent-encoded once as an id, and once more as part of a URL.
  const device = `/devices/${encodeURIComponent(deviceId)}`

  it('takes an RPC with 202 and cancels it with 200', async () => {
    const taken = await call(`${device}/rpcs`, { method: 'POST', body: '{"method":"GetRPCMethods"}' })
    const { id, state } = await taken.json()
    expect([taken.status, state]).toEqual([202, 'queued'])
    const cancelled = await call(`/rpcs/${id}`, { method: 'DELETE' })
    expect([cancelled.status, (await cancelled.json()).state]).toEqual([200, 'cancelled'])
  })

  it('refuses with code and message alone, and says where a filter is wrong besides', async () => {
    const unknown = await call('/devices/nobody')
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      { code: 'NOT_FOUND', message: 'Device "nobody" is not known here.' },
    ])
    const filter = await call(`/sessions?filter=${encodeURIComponent('(')}`)
    expect([filter.status, await filter.json()]).toEqual([
      400,
      {
        code: 'BAD_REQUEST',
        message: expect.any(String),
        data: { offset: expect.any(Number), length: expect.any(Number) },
      },
    ])
    const method = await call(`${device}/rpcs`, { method: 'POST', body: '{"method":"MakeCoffee"}' })
    expect([method.status, (await method.json()).code]).toEqual([422, 'UNPROCESSABLE_CONTENT'])
  })

  it('gives raw bytes as a download that no browser interprets', async () => {
    const { items: sessions } = await (await call('/sessions')).json()
    const { items } = await (await call(`/sessions/${sessions[0].id}/messages`)).json()
    const raw = await call(`/messages/${items[0].id}/raw`)
    expect([raw.status, raw.headers.get('content-type'), raw.headers.get('x-content-type-options')]).toEqual([
      200,
      'application/octet-stream',
      'nosniff',
    ])
    expect(await raw.text()).toMatch(/^POST \/acs HTTP\/1\.1\r\n/)
  })

  it('gives times as ISO 8601 with milliseconds', async () => {
    const { lastInform } = await (await call(device)).json()
    expect(lastInform).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })
})

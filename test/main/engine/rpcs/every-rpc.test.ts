import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rpcTable } from '../../../../src/core/rpc/index.js'
import { createEngine } from '../../../../src/main/engine/engine.js'
import type { Engine } from '../../../../src/main/engine/types.js'
import { deviceId, inform, openRawCpe, runSession, valuesResponse } from '../../../contract/raw-cpe.js'

let folder: string
let engine: Engine
const clientOf = (of: Engine) => createRouterClient(of.router, { context: { face: 'rest' } })
let client: ReturnType<typeof clientOf>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-rpcs-'))
  engine = await createEngine({
    acsHost: '127.0.0.1',
    acsPort: 0,
    workspaceDir: folder,
    demo: false,
    version: '0.0.0-test',
  })
  client = clientOf(engine)
  await runSession(engine.acsUrl, inform('1 BOOT'))
})
afterEach(async () => {
  await engine.stop(0)
  await rm(folder, { recursive: true })
})

type Arguments = NonNullable<Parameters<typeof client.rpcs.create>[0]['arguments']>

const name = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval'
const window = {
  WindowStart: '0',
  WindowEnd: '60',
  WindowMode: '1 At Any Time',
  UserMessage: '',
  MaxRetries: '0',
}

/** Every request an ACS may make, with arguments of all its types. */
const calls: Readonly<Record<string, Arguments>> = {
  GetRPCMethods: {},
  SetParameterValues: {
    ParameterList: [{ Name: name, Value: '60', Type: 'xsd:unsignedInt' }],
    ParameterKey: 'k',
  },
  GetParameterValues: { ParameterNames: [name] },
  GetParameterNames: { ParameterPath: 'InternetGatewayDevice.', NextLevel: '1' },
  SetParameterAttributes: {
    ParameterList: [
      { Name: name, NotificationChange: '1', Notification: '2', AccessListChange: '0', AccessList: [] },
    ],
  },
  GetParameterAttributes: { ParameterNames: [name] },
  AddObject: { ObjectName: 'InternetGatewayDevice.X.', ParameterKey: 'k' },
  DeleteObject: { ObjectName: 'InternetGatewayDevice.X.1.', ParameterKey: 'k' },
  Download: {
    CommandKey: 'd',
    FileType: '1 Firmware Upgrade Image',
    URL: 'http://a/f',
    FileSize: '9',
    DelaySeconds: '0',
  },
  Reboot: { CommandKey: 'r' },
  GetQueuedTransfers: {},
  ScheduleInform: { DelaySeconds: '60', CommandKey: 's' },
  SetVouchers: { VoucherList: ['AAAA'] },
  GetOptions: { OptionName: '' },
  Upload: { CommandKey: 'u', FileType: '1 Vendor Configuration File', URL: 'http://a/', DelaySeconds: '0' },
  FactoryReset: {},
  GetAllQueuedTransfers: {},
  ScheduleDownload: {
    CommandKey: 'sd',
    FileType: '1 Firmware Upgrade Image',
    URL: 'http://a/f',
    FileSize: '9',
    TargetFileName: '',
    TimeWindowList: [window],
  },
  CancelTransfer: { CommandKey: 'd' },
  ChangeDUState: { Operations: [{ $type: 'InstallOpStruct', URL: 'http://a/du' }], CommandKey: 'du' },
}

const methodOf = (xml: string) => /<[\w-]+:Body>\s*<(?:[\w-]+:)?(\w+)/.exec(xml)?.[1] ?? ''
const idOf = (xml: string) => /<[\w-]+:ID[^>]*>([^<]*)</.exec(xml)?.[1] ?? ''
const respond = (method: string, id: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:c="urn:dslforum-org:cwmp-1-2"><s:Header><c:ID s:mustUnderstand="1">${id}</c:ID></s:Header><s:Body><c:${method}Response><Status>0</Status></c:${method}Response></s:Body></s:Envelope>`

describe('every RPC of an ACS', () => {
  it('is asked for in one session, in order, and its answer is kept', async () => {
    const all = [...rpcTable.values()].filter(({ sender }) => sender !== 'cpe').map(({ method }) => method)
    expect(new Set(Object.keys(calls))).toEqual(new Set(all))
    const ids = []
    for (const [method, args] of Object.entries(calls)) {
      ids.push((await client.rpcs.create({ deviceId, method, arguments: args })).id)
    }
    const asked: string[] = []
    await runSession(engine.acsUrl, inform(), (request) => {
      asked.push(methodOf(request))
      return respond(methodOf(request), idOf(request))
    })
    expect(asked).toEqual(Object.keys(calls))
    for (const rpcId of ids) {
      expect(await client.rpcs.get({ rpcId })).toMatchObject({
        state: 'done',
        attempts: 1,
        result: { Status: '0' },
      })
    }
  })

  it.each<[string, Arguments, string]>([
    ['SetParameterValues', { ParameterList: [{ Value: 'x' }] }, 'ParameterList[0].Name is missing'],
    ['GetParameterValues', { ParameterNames: [] }, 'ParameterNames must not be empty'],
    [
      'GetParameterNames',
      { ParameterPath: 'D.', NextLevel: 'perhaps' },
      'NextLevel must be 0, 1, true or false',
    ],
    ['AddObject', { ObjectName: 'Device.X' }, 'ObjectName must end with a dot'],
    ['ScheduleInform', { DelaySeconds: '0' }, 'DelaySeconds must be a whole number from 1'],
    ['Download', { FileType: 'firmware', URL: 'http://a/', DelaySeconds: '0' }, 'FileType must look like'],
    ['Download', { Url: 'http://a/' }, 'no element "Url". There are: CommandKey, FileType, URL'],
    [
      'ChangeDUState',
      { Operations: [{ URL: 'http://a/' }] },
      'Operations[0] needs a "$type": InstallOpStruct',
    ],
    ['Kicked', { Command: 'x' }, 'sent by the CPE'],
    ['ScheduleUpload', {}, 'CWMP has no RPC "ScheduleUpload"'],
    ['X_ACME_Do', { 'not a name': 'x' }, 'which is no XML name'],
  ])('%s is refused with the place of what is wrong: %o', async (method, args, sentence) => {
    await expect(client.rpcs.create({ deviceId, method, arguments: args })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      message: expect.stringContaining(sentence),
    })
  })

  it("may be a vendor's own, as a tree of elements", async () => {
    const { id } = await client.rpcs.create({
      deviceId,
      method: 'X_00D09E_Blink',
      arguments: { Lamp: ['1', '2'], How: { Times: '3', Colour: 'a<b' } },
    })
    let asked = ''
    await runSession(engine.acsUrl, inform(), (request) => {
      asked = request
      return respond('X_00D09E_Blink', idOf(request))
    })
    expect(asked).toContain(
      '<cwmp:X_00D09E_Blink><Lamp>1</Lamp><Lamp>2</Lamp><How><Times>3</Times><Colour>a&lt;b</Colour></How></cwmp:X_00D09E_Blink>',
    )
    expect(await client.rpcs.get({ rpcId: id })).toMatchObject({ state: 'done', result: { Status: '0' } })
  })
})

describe('a request written by hand', () => {
  const broken = '<?xml version="1.0"?>\r\n<E><B><Reboot>&nonsense;</Reboot>'

  it('goes out to the letter, and whatever comes next is its answer', async () => {
    const first = await client.rpcs.create({ deviceId, raw: broken })
    const second = await client.rpcs.create({ deviceId, method: 'GetRPCMethods' })
    const answers = await runSession(engine.acsUrl, inform(), (request) =>
      request === broken ? respond('Surprise', 'another') : respond('GetRPCMethods', idOf(request)),
    )
    expect(answers[1]?.body).toBe(broken)
    expect(await client.rpcs.get({ rpcId: first.id })).toMatchObject({
      state: 'done',
      raw: broken,
      rawId: 'as-written',
      result: { Status: '0' },
    })
    expect(await client.rpcs.get({ rpcId: second.id })).toMatchObject({ state: 'done' })
  })

  it('carries the cwmp:ID of the queue where that is asked for', async () => {
    const xml = respond('X', 'mine').replaceAll('XResponse', 'GetRPCMethods')
    await client.rpcs.create({ deviceId, raw: xml, rawId: 'queue' })
    const answers = await runSession(engine.acsUrl, inform(), (request) =>
      respond('GetRPCMethods', idOf(request)),
    )
    const sent = answers[1]?.body ?? ''
    expect(idOf(sent)).toMatch(/^[0-9a-f]{32}$/)
    expect(sent).toBe(xml.replace('mine', idOf(sent)))
  })

  it('may be the Body alone', async () => {
    const { id } = await client.rpcs.create({ deviceId, body: '<cwmp:X_A_B><C/></cwmp:X_A_B>' })
    let asked = ''
    await runSession(engine.acsUrl, inform(), (request) => {
      asked = request
      return respond('X_A_B', idOf(request))
    })
    expect(asked).toContain('<soapenv:Body><cwmp:X_A_B><C/></cwmp:X_A_B></soapenv:Body>')
    expect(await client.rpcs.get({ rpcId: id })).toMatchObject({ state: 'done', method: 'X_A_B' })
  })

  it.each([
    [{ raw: 'a', body: 'b' }, 'give one of them'],
    [{ raw: '<a/>', rawId: 'queue' }, 'no Envelope with a Body'],
    [{ raw: '<a/>', arguments: { A: 'b' } }, 'arguments are of no use'],
    [{}, 'method is missing'],
  ] as const)('is refused where it is not one: %o', async (call, sentence) => {
    await expect(client.rpcs.create({ deviceId, ...call })).rejects.toMatchObject({
      code: 'UNPROCESSABLE_CONTENT',
      message: expect.stringContaining(sentence),
    })
  })
})

describe('an RPC lost in a broken session', () => {
  /** A session that ends as our request arrives: the CPE hangs up and comes anew. */
  async function breakSession(): Promise<void> {
    const cpe = await openRawCpe(engine.acsUrl)
    await cpe.post(inform())
    await cpe.post('')
    cpe.close()
  }

  it('is sent again by itself where it only reads', async () => {
    const { id } = await client.rpcs.create({
      deviceId,
      method: 'GetParameterValues',
      arguments: { ParameterNames: [name] },
    })
    await breakSession()
    const ids: string[] = []
    await runSession(engine.acsUrl, inform(), (request) => {
      ids.push(idOf(request))
      return valuesResponse(request, { [name]: '60' })
    })
    expect(await client.rpcs.get({ rpcId: id })).toMatchObject({ state: 'done', attempts: 2 })
    expect(ids[0]).toMatch(/\.2$/)
  })

  it('waits for the word of the user where it does more, and says that it was lost', async () => {
    const { id } = await client.rpcs.create({ deviceId, method: 'Reboot', arguments: { CommandKey: 'r' } })
    await breakSession()
    const asked: string[] = []
    const take = (request: string) => {
      asked.push(methodOf(request))
      return respond('Reboot', idOf(request))
    }
    await runSession(engine.acsUrl, inform(), take)
    expect(asked).toEqual([])
    expect(await client.rpcs.get({ rpcId: id })).toMatchObject({
      state: 'failed',
      lost: true,
      attempts: 1,
      fault: { code: 'interrupted' },
    })
    expect(await client.rpcs.resend({ rpcId: id })).toMatchObject({ state: 'queued' })
    await runSession(engine.acsUrl, inform(), take)
    expect(asked).toEqual(['Reboot'])
    expect(await client.rpcs.get({ rpcId: id })).toMatchObject({ state: 'done', attempts: 2 })
    await expect(client.rpcs.resend({ rpcId: id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

it('a large result stands in the capture, and the RPC gives it from there', async () => {
  const values = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [`InternetGatewayDevice.P${index}`, 'v']),
  )
  const { id } = await client.rpcs.create({
    deviceId,
    method: 'GetParameterValues',
    arguments: { ParameterNames: ['InternetGatewayDevice.'] },
  })
  await runSession(engine.acsUrl, inform(), (request) => valuesResponse(request, values))
  const [listed] = (await client.rpcs.list({ deviceId })).items
  expect(listed).not.toHaveProperty('result')
  expect(listed?.resultKept).toMatchObject({ members: 3_000, messageId: expect.stringMatching(/\.q$/) })
  const rpc = await client.rpcs.get({ rpcId: id })
  expect(rpc.result?.['ParameterList']).toHaveLength(3_000)
})

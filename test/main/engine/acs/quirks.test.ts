import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultQuirks, type QuirkProfile } from '../../../../src/core/quirks/index.js'
import { createAcs, type Acs } from '../../../../src/main/engine/acs/index.js'
import { createRpcQueue, type RpcQueue } from '../../../../src/main/engine/rpcs/index.js'
import { memoryWorkspace } from '../rpcs/memory-workspace.js'
import { createJournalRecorder } from './journal-recorder.js'
import { cookieOf, idOf, message, RawConnection, type RawAnswer } from './raw-cpe.js'

const deviceId = '02AB10-Home%20Box%2D2-SN1'
const now = (): number => Date.now() * 1000

let acs: Acs
let queue: RpcQueue
let port: number
let cpe: RawConnection
/** What is chosen, for the device and for those that are not known yet. */
let chosen: Partial<QuirkProfile>
let usual: Partial<QuirkProfile>
let askedFor: (string | null)[]
let others: RawConnection[]

beforeEach(async () => {
  chosen = {}
  usual = {}
  askedFor = []
  others = []
  queue = createRpcQueue({ workspace: memoryWorkspace(), now })
  acs = createAcs({
    recorder: createJournalRecorder(),
    queue,
    now,
    maxBodyBytes: 20_000,
    trustProxy: false,
    quirksOf: (asked) => {
      askedFor.push(asked)
      return { ...defaultQuirks, ...usual, ...(asked === deviceId ? chosen : {}) }
    },
    onProblem: (problem) => expect.fail(problem.message),
  })
  ;({ port } = await acs.listen('127.0.0.1', 0))
  cpe = await RawConnection.open(port)
})
afterEach(async () => {
  for (const connection of [cpe, ...others]) connection.close()
  await acs.close(0)
})

const inform = (serial = 'SN1') => message('inform-1-0', { SERIAL: serial })

async function another(): Promise<RawConnection> {
  const connection = await RawConnection.open(port)
  others.push(connection)
  return connection
}

function ask(method: string, args: Parameters<RpcQueue['create']>[0]['arguments']): void {
  queue.create({ deviceId, method, arguments: args })
}

/** One session that is asked to set a value and then has nothing more: InformResponse, our request, the end. */
async function session(): Promise<{ welcome: RawAnswer; asked: RawAnswer; end: RawAnswer }> {
  ask('SetParameterValues', {
    ParameterList: [
      { Name: 'InternetGatewayDevice.A.Enable', Value: 'true', Type: 'xsd:boolean' },
      { Name: 'InternetGatewayDevice.A.Time', Value: '2026-11-22T10:00:00.123456Z', Type: 'xsd:dateTime' },
    ],
    ParameterKey: 'k',
  })
  const welcome = await cpe.post(inform())
  const cookie = { Cookie: cookieOf(welcome) }
  const asked = await cpe.post('', cookie)
  const id = idOf(asked) ?? ''
  const end = await cpe.post(
    message('get-parameter-values-response', { 'MESSAGE-ID': id })
      .replaceAll('GetParameterValuesResponse', 'SetParameterValuesResponse')
      .replace(/<ParameterList[\s\S]*<\/ParameterList>/, '<Status>0</Status>'),
    cookie,
  )
  return { welcome, asked, end }
}

/** What a session says on the wire, without what is new in each. */
async function spoken(): Promise<readonly string[]> {
  const { welcome, asked, end } = await session()
  return [welcome, asked, end].map(({ status, headers, body }) => {
    const cookie = (headers.get('set-cookie') ?? '').replace(/=[0-9a-f]{32}/, '=TOKEN')
    const length = body === '' ? (headers.get('content-length') ?? 'none') : 'counted'
    return `${status} length ${length} cookie ${cookie}\n${body.replace(/>[0-9a-f]{32}</, '>ID<')}`
  })
}

describe('each quirk changes exactly what it should', () => {
  let strict: readonly string[]
  beforeEach(async () => {
    strict = await spoken()
    cpe.close()
    cpe = await RawConnection.open(port)
  })

  /** The strict session with something else in its place, in all three answers. */
  const changed = (change: (text: string) => string) => strict.map(change)

  it.each<[string, Partial<QuirkProfile>, (text: string) => string]>([
    [
      'no XML declaration',
      { xmlDeclaration: false },
      (text) => text.replace('<?xml version="1.0" encoding="UTF-8"?>', ''),
    ],
    ['booleans as 0 and 1', { booleanLiteral: '0/1' }, (text) => text.replace('>true<', '>1<')],
    ['no fraction of a second', { dateTimeFraction: 'none' }, (text) => text.replace('.123456Z', 'Z')],
    ['milliseconds', { dateTimeFraction: 'milliseconds' }, (text) => text.replace('.123456Z', '.123Z')],
    [
      'other prefixes',
      {
        prefixes: {
          envelope: 'SOAP-ENV',
          encoding: 'SOAP-ENC',
          schema: 'xsd',
          schemaInstance: 'xsi',
          cwmp: 'cwmp',
        },
      },
      (text) => text.replaceAll('soapenv', 'SOAP-ENV').replaceAll('soapenc', 'SOAP-ENC'),
    ],
    ['200 in place of 204', { emptyAnswer: 200 }, (text) => text.replace(/^204 length none/, '200 length 0')],
    ['another cookie path', { cookiePath: '/acs' }, (text) => text.replace('Path=/;', 'Path=/acs;')],
    ['no cookie path', { cookiePath: '' }, (text) => text.replace(' Path=/;', '')],
  ])('%s', async (_, quirks, change) => {
    chosen = quirks
    expect(changed(change)).not.toEqual(strict)
    expect(await spoken()).toEqual(changed(change))
  })

  it('indented', async () => {
    chosen = { pretty: true }
    const pretty = await spoken()
    expect(pretty[0]).toMatch(/\n {2}<soapenv:Body>\n/)
    const flat = (text: string) => text.replace(/>\s+</g, '><')
    expect(pretty.map(flat)).toEqual(changed(flat))
  })
})

it('a request that names a path is left alone by the root in place of an empty one', async () => {
  const strict = await spoken()
  cpe.close()
  cpe = await RawConnection.open(port)
  chosen = { emptyPath: 'root' }
  expect(await spoken()).toEqual(strict)
})

describe('the empty ParameterPath', () => {
  const pathSent = async () => {
    ask('GetParameterNames', { ParameterPath: '', NextLevel: '0' })
    await cpe.post(inform())
    return /<ParameterPath>?(?:\/>|([^<]*)<)/.exec((await cpe.post()).body)?.[1]
  }

  it('is empty by default', async () => {
    expect((await pathSent()) ?? '').toBe('')
  })

  it("is the root's name for who cannot stand it, as its Inform shows it", async () => {
    chosen = { emptyPath: 'root' }
    expect(await pathSent()).toBe('InternetGatewayDevice.')
  })
})

it('a choice made in the middle of a session holds from its next message on', async () => {
  ask('GetRPCMethods', {})
  const welcome = await cpe.post(inform())
  expect(welcome.body).toMatch(/^<\?xml/)
  chosen = { xmlDeclaration: false }
  expect((await cpe.post()).body).toMatch(/^<soapenv:Envelope/)
})

it("the profile is that of the session's device from the InformResponse on; others keep theirs", async () => {
  chosen = { xmlDeclaration: false }
  expect((await cpe.post(inform())).body).toMatch(/^<soapenv:Envelope/)
  expect((await (await another()).post(inform('SN2'))).body).toMatch(/^<\?xml/)
  expect(askedFor).toEqual([deviceId, deviceId.replace('SN1', 'SN2')])
})

it('a refused Inform is answered as its device wants it', async () => {
  chosen = { xmlDeclaration: false }
  const unsupported = inform().replace(
    /(<[\w-]+:ID[^>]*>[^<]*<\/[\w-]+:ID>)/,
    '$1<cwmp:SupportedCWMPVersions>9.9</cwmp:SupportedCWMPVersions>',
  )
  const { body } = await cpe.post(unsupported)
  expect(body).toContain('8006')
  expect(body).toMatch(/^<soapenv:Envelope/)
})

it('the default holds for a device without choices, also after its session has ended', async () => {
  usual = { emptyAnswer: 200 }
  await cpe.post(inform())
  expect(await cpe.post()).toMatchObject({ status: 200, body: '' })
  expect(await cpe.post()).toMatchObject({ status: 200, body: '' })
})

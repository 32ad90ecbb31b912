import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createSimulatedCpe,
  type CpeSessionResult,
  type SimulatedCpe,
  type SimulatedCpeOptions,
} from '../../../../src/main/engine/simulator/index.js'
import {
  envelope,
  eventCodes,
  idOf,
  informResponse,
  isInform,
  startScriptedAcs,
  tag,
  type ScriptedAcs,
  type Seen,
} from './scripted-acs.js'

let acs: ScriptedAcs
const cpes: SimulatedCpe[] = []

beforeEach(async () => {
  acs = await startScriptedAcs()
})
afterEach(async () => {
  await Promise.all(cpes.splice(0).map((cpe) => cpe.stop()))
  await acs.close()
})

function newCpe(options: Partial<SimulatedCpeOptions> = {}): SimulatedCpe {
  const cpe = createSimulatedCpe({ acsUrl: acs.url, model: { builtIn: 'device2' }, seed: 7, ...options })
  cpes.push(cpe)
  return cpe
}

const nextSession = (cpe: SimulatedCpe, condition: (result: CpeSessionResult) => boolean = () => true) =>
  new Promise<CpeSessionResult>((resolve) => {
    const stop = cpe.onSession((result) => {
      if (!condition(result)) return
      stop()
      resolve(result)
    })
  })

const informs = (): readonly Seen[] => acs.seen.filter(isInform)

describe('the first session of a simulated CPE', () => {
  it('boots with 0 BOOTSTRAP and 1 BOOT, and ends with an empty POST', async () => {
    const result = await newCpe().start()
    expect(result).toMatchObject({
      ok: true,
      reason: 'completed',
      events: ['0 BOOTSTRAP', '1 BOOT'],
      unreachable: false,
    })
    expect(result.exchangeMs).toHaveLength(2)
    const [inform, last] = acs.seen
    expect(eventCodes(inform?.body ?? '')).toEqual(['0 BOOTSTRAP', '1 BOOT'])
    expect(tag(inform?.body ?? '', 'RetryCount')).toBe('0')
    expect(tag(inform?.body ?? '', 'OUI')).toBe('0255AA')
    expect(inform?.body).toContain('Device.ManagementServer.ConnectionRequestURL')
    expect(inform?.body).toContain('Device.RootDataModelVersion')
    expect(tag(inform?.body ?? '', 'CurrentTime')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
    expect(last?.body).toBe('')
  })

  it('has the headers of the standard: no SOAPAction or Content-Type on an empty POST', async () => {
    await newCpe().start()
    const [inform, last] = acs.seen
    expect(inform?.method).toBe('POST')
    expect(inform?.url).toBe('/acs')
    expect(inform?.headers['content-type']).toMatch(/^text\/xml/)
    expect(inform?.headers['soapaction']).toBe('')
    expect(last?.headers).not.toHaveProperty('content-type')
    expect(last?.headers).not.toHaveProperty('soapaction')
    expect(last?.headers['content-length']).toBe('0')
  })

  it('stays on one connection and returns the cookie', async () => {
    await newCpe().start()
    expect(new Set(acs.seen.map(({ clientPort }) => clientPort)).size).toBe(1)
    expect(acs.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'session=abc'])
  })

  it('names an InternetGatewayDevice by CWMP 1.0, with the address of its default connection', async () => {
    const cpe = newCpe({ model: { builtIn: 'igd' }, serialNumber: 'GW-%04d', number: 12 })
    await cpe.start()
    expect(cpe.deviceId).toBe('0255AA-DemoGatewayIGD-GW%2D0012')
    const body = acs.seen[0]?.body ?? ''
    expect(body).toContain('urn:dslforum-org:cwmp-1-0')
    expect(body).toContain('WANPPPConnection.1.ExternalIPAddress')
    expect(tag(body, 'SerialNumber')).toBe('GW-0012')
    expect(cpe.value('InternetGatewayDevice.DeviceInfo.SerialNumber')).toBe('GW-0012')
  })
})

describe('requests of the ACS', () => {
  it('are answered in the next POST with their ID, and really change the tree', async () => {
    acs.requests.push(
      '<w:GetParameterNames><ParameterPath>Device.NAT.</ParameterPath><NextLevel>1</NextLevel></w:GetParameterNames>',
      '<w:GetParameterValues><ParameterNames E:arrayType="d:string[2]"><string>Device.WiFi.SSID.1.SSID</string><string>Device.WiFi.AccessPoint.1.Security.KeyPassphrase</string></ParameterNames></w:GetParameterValues>',
      '<w:SetParameterValues><ParameterList E:arrayType="w:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value i:type="d:string">Blue &amp; Green</Value></ParameterValueStruct></ParameterList><ParameterKey>key-1</ParameterKey></w:SetParameterValues>',
      '<w:AddObject><ObjectName>Device.NAT.PortMapping.</ObjectName><ParameterKey>key-2</ParameterKey></w:AddObject>',
      '<w:X_EXAMPLE_Sing/>',
      '<w:SetParameterValues><ParameterList E:arrayType="w:ParameterValueStruct[2]"><ParameterValueStruct><Name>Device.WiFi.Radio.1.Channel</Name><Value i:type="d:unsignedInt">14</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.Nope</Name><Value i:type="d:string"/></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>',
    )
    const cpe = newCpe()
    expect(await cpe.start()).toMatchObject({ ok: true })
    const [names, values, set, added, unknown, refused] = acs.seen.slice(2).map(({ body }) => body)
    expect(acs.seen.slice(2).map(({ body }) => idOf(body))).toEqual([
      'acs-1',
      'acs-2',
      'acs-3',
      'acs-4',
      'acs-5',
      'acs-6',
    ])
    expect(names).toMatch(/<Name>Device\.NAT\.PortMapping\.<\/Name>\s*<Writable>1</)
    expect(names).not.toContain('<Name>Device.NAT.</Name>')
    expect(values).toMatch(/<Value xsi:type="xsd:string">Workbench Demo</)
    expect(values).not.toContain('demo-passphrase')
    expect(tag(set ?? '', 'Status')).toBe('0')
    expect(cpe.value('Device.WiFi.SSID.1.SSID')).toBe('Blue & Green')
    expect(tag(added ?? '', 'InstanceNumber')).toBe('3')
    expect(cpe.value('Device.NAT.PortMapping.3.Protocol')).toBe('TCP')
    expect(cpe.value('Device.ManagementServer.ParameterKey')).toBe('key-2')
    expect(tag(unknown ?? '', 'FaultCode')).toBe('9000')
    expect([...(refused ?? '').matchAll(/<FaultCode>(\d+)</g)].map((match) => match[1])).toEqual([
      '9003',
      '9007',
      '9005',
    ])
    expect(cpe.value('Device.WiFi.Radio.1.Channel')).toBe('6')
    // The ACS spoke 1.0; a CPE must not answer in anything newer.
    expect(names).toContain('urn:dslforum-org:cwmp-1-0')
  })

  it('reboot it after the session: 1 BOOT and M Reboot with the command key', async () => {
    acs.requests.push('<w:Reboot><CommandKey>again</CommandKey></w:Reboot>')
    const cpe = newCpe()
    const rebooted = nextSession(cpe, ({ events }) => events.includes('M Reboot'))
    expect((await cpe.start()).events).toEqual(['0 BOOTSTRAP', '1 BOOT'])
    expect(await rebooted).toMatchObject({ ok: true, events: ['1 BOOT', 'M Reboot'] })
    expect(informs()[1]?.body).toMatch(/M Reboot<\/EventCode>\s*<CommandKey>again</)
  })

  it('take it back to the factory: changes gone, 0 BOOTSTRAP again', async () => {
    acs.requests.push(
      '<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value i:type="d:string">changed</Value></ParameterValueStruct></ParameterList><ParameterKey>k</ParameterKey></w:SetParameterValues>',
      '<w:FactoryReset/>',
    )
    const cpe = newCpe()
    const first = cpe.start()
    const back = nextSession(cpe, () => informs().length === 2)
    await first
    expect((await back).events).toEqual(['0 BOOTSTRAP', '1 BOOT'])
    expect(cpe.value('Device.WiFi.SSID.1.SSID')).toBe('Workbench Demo')
    expect(cpe.value('Device.ManagementServer.ParameterKey')).toBe('')
    expect(cpe.value('Device.ManagementServer.ConnectionRequestURL')).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{16}$/,
    )
  })

  it('change the periodic interval, which it then keeps to', async () => {
    acs.requests.push(
      '<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.ManagementServer.PeriodicInformInterval</Name><Value i:type="d:unsignedInt">1</Value></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>',
    )
    const cpe = newCpe()
    const periodic = nextSession(cpe, ({ events }) => events.includes('2 PERIODIC'))
    await cpe.start()
    expect(await periodic).toMatchObject({ ok: true, events: ['2 PERIODIC'] })
  })

  it('make it bootstrap at a new ACS when they change its URL', async () => {
    const other = await startScriptedAcs()
    try {
      acs.requests.push(
        `<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.ManagementServer.URL</Name><Value i:type="d:string">${other.url}</Value></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>`,
      )
      await newCpe().start()
      const inform = await other.until(isInform)
      expect(eventCodes(inform.body)).toEqual(['0 BOOTSTRAP'])
    } finally {
      await other.close()
    }
  })

  it('let it run a ping and report it with 8 DIAGNOSTICS COMPLETE', async () => {
    const item = (name: string, type: string, value: string): string =>
      `<ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.${name}</Name><Value i:type="d:${type}">${value}</Value></ParameterValueStruct>`
    acs.requests.push(
      `<w:SetParameterValues><ParameterList>${item('Host', 'string', 'acs.example')}${item('NumberOfRepetitions', 'unsignedInt', '4')}${item('DiagnosticsState', 'string', 'Requested')}</ParameterList><ParameterKey/></w:SetParameterValues>`,
    )
    const cpe = newCpe()
    const reported = nextSession(cpe, ({ events }) => events.includes('8 DIAGNOSTICS COMPLETE'))
    await cpe.start()
    await reported
    expect(cpe.value('Device.IP.Diagnostics.IPPing.DiagnosticsState')).toBe('Complete')
    expect(cpe.value('Device.IP.Diagnostics.IPPing.SuccessCount')).toBe('4')
  })

  it('schedule an inform', async () => {
    acs.requests.push(
      '<w:ScheduleInform><DelaySeconds>1</DelaySeconds><CommandKey>later</CommandKey></w:ScheduleInform>',
    )
    const cpe = newCpe()
    const scheduled = nextSession(cpe, ({ events }) => events.includes('3 SCHEDULED'))
    await cpe.start()
    expect((await scheduled).events).toEqual(['3 SCHEDULED', 'M ScheduleInform'])
  })
})

describe('changes from outside CWMP', () => {
  const notify = (path: string, notification: number): string =>
    `<w:SetParameterAttributes><ParameterList><SetParameterAttributesStruct><Name>${path}</Name><NotificationChange>1</NotificationChange><Notification>${notification}</Notification><AccessListChange>0</AccessListChange><AccessList/></SetParameterAttributesStruct></ParameterList></w:SetParameterAttributes>`

  it('are told at once with active notification, and only once', async () => {
    acs.requests.push(notify('Device.WiFi.SSID.1.SSID', 2))
    const cpe = newCpe()
    await cpe.start()
    const told = nextSession(cpe)
    cpe.setLocally('Device.WiFi.SSID.1.SSID', 'By hand')
    expect((await told).events).toEqual(['4 VALUE CHANGE'])
    expect(informs()[1]?.body).toMatch(/Device\.WiFi\.SSID\.1\.SSID<\/Name>\s*<Value[^>]*>By hand</)
    await cpe.inform(['2 PERIODIC'])
    expect(informs()[2]?.body).not.toContain('Device.WiFi.SSID.1.SSID')
  })

  it('wait for the next session with passive notification', async () => {
    acs.requests.push(notify('Device.WiFi.SSID.', 1))
    const cpe = newCpe()
    await cpe.start()
    cpe.setLocally('Device.WiFi.SSID.2.SSID', 'By hand')
    const result = await cpe.inform(['2 PERIODIC'])
    expect(result.events).toEqual(['2 PERIODIC', '4 VALUE CHANGE'])
    expect(informs()[1]?.body).toContain('By hand')
  })

  it('are not told without notification, nor when the ACS made them', async () => {
    const cpe = newCpe()
    await cpe.start()
    cpe.setLocally('Device.WiFi.SSID.2.SSID', 'By hand')
    acs.requests.push(
      '<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value i:type="d:string">acs.made</Value></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>',
    )
    await cpe.inform(['2 PERIODIC'])
    expect((await cpe.inform(['2 PERIODIC'])).events).toEqual(['2 PERIODIC'])
  })

  it('say so when there is no such parameter', () => {
    expect(() => newCpe().setLocally('Device.Nope', '1')).toThrow('Device.Nope is no parameter')
  })

  it('come by themselves in the demo, the same for the same seed', async () => {
    const firstChange = async (seed: number): Promise<string> => {
      const cpe = newCpe({ driftSeconds: 0.1, seed, serialNumber: `DRIFT${cpes.length}` })
      const change = nextSession(cpe, ({ events }) => events.includes('4 VALUE CHANGE'))
      await cpe.start()
      await change
      await cpe.stop()
      const own = informs().filter(({ body }) => tag(body, 'SerialNumber') === `DRIFT${cpes.length - 1}`)
      const told = own.find(({ body }) => eventCodes(body).includes('4 VALUE CHANGE'))?.body ?? ''
      return /Device\.(?:Hosts|WiFi)\.[\w.]+<\/Name>\s*<Value[^>]*>[^<]*/.exec(told)?.[0] ?? 'none'
    }
    const first = await firstChange(42)
    expect(first).toMatch(/(?:Active|Channel)</)
    expect(await firstChange(42)).toBe(first)
  })
})

describe('the HTTP of a session', () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

  it('answers a digest challenge once, then keeps counting with the same nonce', async () => {
    const field = (header: string, name: string): string =>
      new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? ''
    const counts: string[] = []
    acs.intercept = (request) => {
      const given = request.headers.authorization
      if (given === undefined) {
        return {
          status: 401,
          headers: { 'WWW-Authenticate': 'Digest realm="acs", qop="auth", nonce="n0nce", algorithm=MD5' },
        }
      }
      const ha1 = md5('cpe:acs:pass,word')
      const ha2 = md5(`POST:${field(given, 'uri')}`)
      const expected = md5(`${ha1}:n0nce:${field(given, 'nc')}:${field(given, 'cnonce')}:auth:${ha2}`)
      counts.push(field(given, 'nc'))
      return field(given, 'response') === expected && field(given, 'uri') === '/acs'
        ? undefined
        : { status: 403 }
    }
    expect(await newCpe({ username: 'cpe', password: 'pass,word' }).start()).toMatchObject({ ok: true })
    expect(counts).toEqual(['00000001', '00000002'])
    expect(acs.seen).toHaveLength(3)
  })

  it('answers a basic challenge', async () => {
    acs.intercept = ({ headers }) =>
      headers.authorization === `Basic ${Buffer.from('cpe:secret').toString('base64')}`
        ? undefined
        : { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="acs"' } }
    expect(await newCpe({ username: 'cpe', password: 'secret' }).start()).toMatchObject({ ok: true })
  })

  it('gives up after a second 401', async () => {
    acs.intercept = () => ({ status: 401, headers: { 'WWW-Authenticate': 'Basic realm="acs"' } })
    const result = await newCpe({ username: 'cpe', password: 'wrong' }).start()
    expect(result).toMatchObject({ ok: false, unreachable: false })
    expect(result.reason).toMatch(/refused the username and password/)
    expect(acs.seen).toHaveLength(2)
  })

  it('follows five redirects with the same body and stays there for the session', async () => {
    acs.intercept = ({ url }) => {
      const hop = Number(/^\/hop(\d)$/.exec(url)?.[1] ?? '0')
      return hop < 5
        ? { status: hop % 2 === 0 ? 302 : 307, headers: { Location: `/hop${hop + 1}` } }
        : undefined
    }
    const cpe = newCpe()
    expect(await cpe.start()).toMatchObject({ ok: true })
    expect(acs.seen.map(({ url }) => url)).toEqual([
      '/acs',
      '/hop1',
      '/hop2',
      '/hop3',
      '/hop4',
      '/hop5',
      '/hop5',
    ])
    expect(new Set(acs.seen.slice(0, 6).map(({ body }) => body)).size).toBe(1)
    expect(cpe.value('Device.ManagementServer.URL')).toBe(acs.url)
  })

  it('fails after more redirects than that', async () => {
    acs.intercept = () => ({ status: 302, headers: { Location: '/acs' } })
    expect((await newCpe().start()).reason).toMatch(/redirected more than 5 times/)
    expect(acs.seen).toHaveLength(6)
  })

  it.each([
    ['HTTP 500', { status: 500 }, /HTTP status 500/],
    ['text that is no XML', { body: 'hello' }, /cannot be read/],
    ['damaged XML', { body: informResponse('1').replace('</w:InformResponse>', '') }, /cannot be read/],
    [
      'a fault',
      {
        body: envelope(
          '<S:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail><w:Fault><FaultCode>8003</FaultCode><FaultString>no</FaultString></w:Fault></detail></S:Fault>',
          '1',
        ),
      },
      /refused the Inform with fault 8003 no/,
    ],
  ])('fails on %s in answer to the Inform', async (_what, reply, reason) => {
    acs.intercept = () => reply
    const result = await newCpe().start()
    expect(result.ok).toBe(false)
    expect(result.reason).toMatch(reason)
  })

  it('fails when the connection breaks inside an answer', async () => {
    acs.intercept = () => 'drop'
    expect((await newCpe().start()).reason).toMatch(/the connection to .* broke/)
  })

  it('says that nothing listens there', async () => {
    const unused = createServer().listen(0, '127.0.0.1')
    await once(unused, 'listening')
    const address = unused.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    unused.close()
    await once(unused, 'close')
    const result = await newCpe({ acsUrl: `http://127.0.0.1:${port}/` }).start()
    expect(result).toMatchObject({ ok: false, unreachable: true })
    expect(result.reason).toBe(`nothing listens at http://127.0.0.1:${port}/ (connection refused)`)
  })

  it('is tried again with a higher RetryCount after the wait of the CPE, and tells what it had to tell', async () => {
    acs.requests.push(
      '<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.ManagementServer.CWMPRetryMinimumWaitInterval</Name><Value i:type="d:unsignedInt">1</Value></ParameterValueStruct><ParameterValueStruct><Name>Device.ManagementServer.CWMPRetryIntervalMultiplier</Name><Value i:type="d:unsignedInt">1000</Value></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>',
    )
    const cpe = newCpe()
    await cpe.start()
    let failures = 1
    acs.intercept = (request) => (isInform(request) && failures-- > 0 ? { status: 503 } : undefined)
    const retried = nextSession(cpe, ({ ok }) => ok)
    expect((await cpe.inform(['2 PERIODIC', '6 CONNECTION REQUEST'])).ok).toBe(false)
    expect((await retried).events).toEqual(['2 PERIODIC'])
    expect(informs().map(({ body }) => tag(body, 'RetryCount'))).toEqual(['0', '0', '1'])
    await cpe.inform(['2 PERIODIC'])
    expect(tag(informs()[3]?.body ?? '', 'RetryCount')).toBe('0')
  })
})

describe('connection requests', () => {
  const call = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url, { headers, method })
  const urlOf = (cpe: SimulatedCpe): string => cpe.value('Device.ManagementServer.ConnectionRequestURL') ?? ''
  const field = (header: string, name: string): string =>
    new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? ''

  function authorization(url: string, challenge: string, password: string, nc = '00000001'): string {
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
    const uri = new URL(url).pathname
    const [realm, nonce] = [field(challenge, 'realm'), field(challenge, 'nonce')]
    const response = md5(
      `${md5(`workbench:${realm}:${password}`)}:${nonce}:${nc}:0a4f:auth:${md5(`GET:${uri}`)}`,
    )
    return `Digest username="workbench", realm="${realm}", nonce="${nonce}", uri="${uri}", qop=auth, nc=${nc}, cnonce="0a4f", response="${response}"`
  }

  it('open a session when the digest is right', async () => {
    const cpe = newCpe()
    await cpe.start()
    const session = nextSession(cpe)
    const first = await call(urlOf(cpe))
    expect(first.status).toBe(401)
    const challenge = first.headers.get('www-authenticate') ?? ''
    expect(challenge).toMatch(/^Digest .*qop="auth"/)
    const second = await call(urlOf(cpe), {
      Authorization: authorization(urlOf(cpe), challenge, 'workbench'),
    })
    expect([second.status, await second.text()]).toEqual([200, ''])
    expect(await session).toMatchObject({ ok: true, events: ['6 CONNECTION REQUEST'] })
  })

  it('are refused for a wrong password, a replay, another path and another method, and open no session', async () => {
    const cpe = newCpe()
    await cpe.start()
    const url = urlOf(cpe)
    const challenge = (await call(url)).headers.get('www-authenticate') ?? ''
    expect((await call(url, { Authorization: authorization(url, challenge, 'guess') })).status).toBe(401)
    expect((await call(`${url}x`)).status).toBe(404)
    expect((await call(url, {}, 'POST')).status).toBe(405)
    const good = { Authorization: authorization(url, challenge, 'workbench') }
    const session = nextSession(cpe)
    expect((await call(url, good)).status).toBe(200)
    await session
    const replay = await call(url, good)
    expect(replay.status).toBe(401)
    expect(replay.headers.get('www-authenticate')).toContain('stale=true')
    await cpe.inform(['2 PERIODIC'])
    expect(informs().map(({ body }) => eventCodes(body))).toEqual([
      ['0 BOOTSTRAP', '1 BOOT'],
      ['6 CONNECTION REQUEST'],
      ['2 PERIODIC'],
    ])
  })

  it('follow the password the ACS sets', async () => {
    acs.requests.push(
      '<w:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.ManagementServer.ConnectionRequestPassword</Name><Value i:type="d:string">changed</Value></ParameterValueStruct></ParameterList><ParameterKey/></w:SetParameterValues>',
    )
    const cpe = newCpe()
    await cpe.start()
    const challenge = (await call(urlOf(cpe))).headers.get('www-authenticate') ?? ''
    expect(
      (await call(urlOf(cpe), { Authorization: authorization(urlOf(cpe), challenge, 'changed') })).status,
    ).toBe(200)
  })

  it('get 503 without Retry-After while a session runs', async () => {
    const cpe = newCpe()
    await cpe.start()
    const url = urlOf(cpe)
    const challenge = (await call(url)).headers.get('www-authenticate') ?? ''
    let during: { readonly status: number; readonly retryAfter: string | null } | null = null
    acs.intercept = async (request) => {
      if (isInform(request)) {
        const { status, headers } = await call(url, {
          Authorization: authorization(url, challenge, 'workbench'),
        })
        during = { status, retryAfter: headers.get('retry-after') }
      }
      return undefined
    }
    expect((await cpe.inform(['2 PERIODIC'])).ok).toBe(true)
    expect(during).toEqual({ status: 503, retryAfter: null })
  })

  it.skipIf(!existsSync('/usr/bin/curl'))('work with curl', async () => {
    const cpe = newCpe()
    await cpe.start()
    const session = nextSession(cpe)
    const { stdout } = await promisify(execFile)('/usr/bin/curl', [
      ...['--silent', '--noproxy', '*', '--digest', '--user', 'workbench:workbench'],
      ...['--output', '/dev/null', '--write-out', '%{http_code}', urlOf(cpe)],
    ])
    expect(stdout).toBe('200')
    expect((await session).events).toEqual(['6 CONNECTION REQUEST'])
  })
})

describe('its end', () => {
  it('is clean in the middle of a session', async () => {
    const cpe = newCpe()
    acs.intercept = () => {
      void cpe.stop()
      return { status: 200, body: informResponse('1') }
    }
    expect((await cpe.start()).ok).toBe(false)
    await cpe.stop()
    await expect(cpe.inform(['2 PERIODIC'])).resolves.toMatchObject({
      ok: false,
      reason: 'the CPE was stopped',
    })
  })
})

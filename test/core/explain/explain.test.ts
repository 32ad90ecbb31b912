import { describe, expect, it } from 'vitest'
import { eventMeaning, explainMessage, faultMeaning, summarise } from '../../../src/core/explain/index.js'
import { rpcTable } from '../../../src/core/rpc/index.js'
import type { HttpHead } from '../../../src/core/http/index.js'
import type { CwmpFault, DecodedEnvelope, RpcStruct } from '../../../src/core/soap/index.js'
import { noSource } from '../soap/no-source.js'

function envelope(kind: 'request' | 'response', rpc: string, decoded: RpcStruct): DecodedEnvelope {
  return {
    ok: true,
    kind,
    rpc,
    namespace: null,
    cwmpVersion: '1.0',
    header: {},
    decoded,
    parameters: 0,
    issues: [],
    source: noSource,
  }
}

function faultEnvelope(fault: CwmpFault): DecodedEnvelope {
  return { ...envelope('request', 'Fault', {}), kind: 'fault', fault }
}

function head(facts: Partial<HttpHead>): HttpHead {
  return { startLine: '', version: '1.1', headers: [], ...facts }
}

const parameter = (Name: string, Value = 'x'): RpcStruct => ({ Name, Value, Type: 'xsd:string' })
const events = (...codes: string[]): RpcStruct[] => codes.map((EventCode) => ({ EventCode, CommandKey: '' }))

describe('the ladder’s few words', () => {
  it.each<[string, DecodedEnvelope]>([
    [
      '2 PERIODIC, 4 VALUE CHANGE',
      envelope('request', 'Inform', { Event: events('2 PERIODIC', '4 VALUE CHANGE') }),
    ],
    [
      '148 parameters',
      envelope('response', 'GetParameterValues', {
        ParameterList: Array.from({ length: 148 }, () => parameter('Device.X')),
      }),
    ],
    [
      'DeviceInfo.UpTime',
      envelope('response', 'GetParameterValues', { ParameterList: [parameter('Device.DeviceInfo.UpTime')] }),
    ],
    [
      'LANDevice.1.WLANConfiguration.',
      envelope('request', 'GetParameterNames', {
        ParameterPath: 'InternetGatewayDevice.LANDevice.1.WLANConfiguration.',
        NextLevel: '0',
      }),
    ],
    [
      'everything (next level)',
      envelope('request', 'GetParameterNames', { ParameterPath: '', NextLevel: 'true' }),
    ],
    [
      'SSID.1.SSID = Café',
      envelope('request', 'SetParameterValues', {
        ParameterList: [parameter('Device.WiFi.SSID.1.SSID', 'Café')],
      }),
    ],
    [
      'AccessPoint.1.KeyPassphrase',
      envelope('request', 'SetParameterValues', {
        ParameterList: [parameter('Device.WiFi.AccessPoint.1.KeyPassphrase', 'hunter22')],
      }),
    ],
    ['instance 7', envelope('response', 'AddObject', { InstanceNumber: '7', Status: '0' })],
    [
      'k1 failed 9010',
      envelope('request', 'TransferComplete', {
        CommandKey: 'k1',
        FaultStruct: { FaultCode: '9010', FaultString: '' },
      }),
    ],
    [
      'Install, Uninstall',
      envelope('request', 'ChangeDUState', {
        Operations: [{ $type: 'InstallOpStruct' }, { $type: 'UninstallOpStruct' }],
      }),
    ],
    [
      '9003 Invalid arguments: DeviceInfo.X',
      faultEnvelope({
        code: '9003',
        string: 'Invalid arguments',
        blame: 'Client',
        parameters: [{ parameterName: 'Device.DeviceInfo.X', code: '9005', string: '' }],
      }),
    ],
    ['', envelope('request', 'FactoryReset', {})],
  ])('%s', (words, message) => {
    expect(summarise(message)).toBe(words)
  })
})

describe('a message in words', () => {
  it('names a secret that is set, but does not tell it', () => {
    const message = envelope('request', 'SetParameterValues', {
      ParameterList: [
        parameter('Device.WiFi.SSID.1.SSID', 'lab'),
        parameter('Device.WiFi.AccessPoint.1.Security.KeyPassphrase', 'hunter22'),
      ],
    })
    expect(explainMessage(message, 'request')).toBe(
      'The ACS sets Device.WiFi.SSID.1.SSID to “lab” and Device.WiFi.AccessPoint.1.Security.KeyPassphrase to a secret value.',
    )
  })

  it('says what an Inform reports and brings', () => {
    const inform = envelope('request', 'Inform', {
      Event: events('2 PERIODIC', '4 VALUE CHANGE'),
      ParameterList: Array.from({ length: 8 }, () => parameter('Device.X')),
      RetryCount: '3',
    })
    expect(explainMessage(inform, 'request')).toBe(
      'The CPE reports 2 PERIODIC and 4 VALUE CHANGE; 8 parameters come with it. It has tried 3 times before without success.',
    )
  })

  it('gives the reason of a single event', () => {
    const inform = envelope('request', 'Inform', { Event: events('6 CONNECTION REQUEST'), ParameterList: [] })
    expect(explainMessage(inform, 'request')).toContain('(it got a connection request)')
  })

  it('says what a fault means, and which parameters it is about', () => {
    const fault = faultEnvelope({
      code: '9003',
      string: 'Invalid arguments',
      blame: 'Client',
      parameters: [{ parameterName: 'Device.X', code: '9008', string: '' }],
    })
    expect(explainMessage(fault, 'fault')).toBe(
      'Fault 9003 “Invalid arguments”: the CPE does not accept the arguments. None of the values was set; refused were Device.X (9008, the parameter cannot be written).',
    )
  })

  it('says that a message breaks off', () => {
    const truncated = {
      ...envelope('request', 'Reboot', {}),
      issues: [{ rule: 'truncated', message: '', offset: 0, length: 0 }],
    } as const
    expect(explainMessage(truncated, 'request')).toContain('breaks off')
  })

  it.each([
    ['gives the ACS its turn', 'empty', head({ method: 'POST' })],
    ['lets the session end', 'empty', head({ status: 204 })],
    ['user name and password', 'http', head({ status: 401 })],
    ['another URL', 'http', head({ status: 307 })],
    ['HTTP status 500', 'http', head({ status: 500 })],
    ['connection request', 'http', head({ method: 'GET' })],
    ['no readable HTTP', 'http', undefined],
  ] as const)('HTTP: %s', (words, kind, http) => {
    expect(explainMessage(null, kind, http)).toContain(words)
  })

  it.each(
    [...rpcTable.values()].flatMap((rpc) => [
      ['request', rpc.method] as const,
      ['response', rpc.method] as const,
    ]),
  )('has a sentence for an empty %s of %s', (kind, rpc) => {
    expect(explainMessage(envelope(kind, rpc, {}), kind)).toMatch(/^[A-Z0-9].*\.$/)
  })

  it('keeps hostile text short and on one line', () => {
    const long = envelope('request', 'Reboot', { CommandKey: 'x\n'.repeat(1000) })
    const sentence = explainMessage(long, 'request')
    expect(sentence.length).toBeLessThan(200)
    expect(sentence).not.toContain('\n')
  })
})

describe('meanings', () => {
  it('knows the standard events and faults, method and vendor events', () => {
    for (const code of ['0 BOOTSTRAP', '14 HEARTBEAT', 'M Download', 'X 00D09E Light on'])
      expect(eventMeaning(code)).not.toBeNull()
    expect(eventMeaning('2 Periodic')).toBeNull()
    for (let code = 9000; code <= 9032; code++) expect(faultMeaning(String(code))).not.toBeNull()
    for (let code = 8000; code <= 8006; code++) expect(faultMeaning(String(code))).not.toBeNull()
    expect(faultMeaning('9801')).toContain('vendor')
    expect(faultMeaning('7000')).toBeNull()
  })
})

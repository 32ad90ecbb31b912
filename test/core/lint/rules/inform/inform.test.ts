import { describe, expect, it } from 'vitest'
import { lintExample } from '../../example.js'
import { marked, repaired } from '../values/values.js'
import { device2, gateway, inform, informFindings, rulesSaying, without } from './informs.js'

describe('healthy Informs', () => {
  it.each([
    ['a Device:2', {}],
    ['a gateway of TR-098', { parameters: gateway }],
    ['a first contact', { events: ['0 BOOTSTRAP', '1 BOOT'] }],
    [
      'a change',
      { events: ['4 VALUE CHANGE'], parameters: { ...device2, 'Device.WiFi.SSID.1.SSID': 'home' } },
    ],
    [
      'a firmware update',
      {
        events: ['1 BOOT', '4 VALUE CHANGE', '7 TRANSFER COMPLETE', ['M Download', 'update-7']] as const,
        parameters: { ...device2, 'Device.A': '' },
      },
    ],
    ['two reboots', { events: ['1 BOOT', ['M Reboot', 'a'], ['M Reboot', 'b']] as const }],
    [
      'a vendor’s events',
      { events: ['X 00D09E Button pressed', 'M X_00D09E_Restore', 'X EXAMPLE-COM a  b'] },
    ],
    ['a retry', { retryCount: '3' }],
    ['UTC', { currentTime: '2026-11-22T10:00:00Z' }],
  ])('%s', (_what, parts) => {
    expect(rulesSaying(parts)).toEqual([])
  })
})

describe('parameters of an Inform', () => {
  it('missing-forced-parameter names all that are missing, in one finding at the list', () => {
    const parameters = without(gateway, '.SpecVersion', '.ParameterKey')
    const [finding, ...more] = informFindings('missing-forced-parameter', { parameters })
    expect(more).toEqual([])
    expect(finding?.message).toContain(
      'InternetGatewayDevice.DeviceInfo.SpecVersion, InternetGatewayDevice.ManagementServer.ParameterKey',
    )
    expect(finding && marked(inform({ parameters }), finding)).toMatch(/^<ParameterList [^<]*>$/)
  })

  it('missing-forced-parameter asks no Device:1 for a ProvisioningCode, and nobody for what depends on the version', () => {
    const device1 = {
      ...without(device2, '.RootDataModelVersion', '.ProvisioningCode'),
      'Device.DeviceSummary': 'Device:1.4[](Baseline:1)',
      'Device.LAN.IPAddress': '192.0.2.7',
    }
    expect(rulesSaying({ parameters: device1 })).toEqual([])
    expect(rulesSaying({ parameters: without(device2, '.RootDataModelVersion') })).toEqual([
      'missing-model-version',
    ])
  })

  it('a heartbeat may carry next to nothing', () => {
    const parameters = { 'Device.DeviceInfo.SoftwareVersion': '1' }
    expect(informFindings('missing-forced-parameter', { events: ['14 HEARTBEAT'], parameters })).toEqual([])
    expect(informFindings('no-inform-parameters', { events: ['14 HEARTBEAT'], parameters: {} })).toEqual([])
  })

  it('no-inform-parameters: an empty list, and then nothing about what is missing from it', () => {
    expect(rulesSaying({ parameters: {} })).toEqual(['no-inform-parameters'])
  })

  it('missing-device-address: a gateway without ExternalIPAddress, whatever the kind of its connection', () => {
    expect(rulesSaying({ parameters: without(gateway, '.ExternalIPAddress') })).toEqual([
      'missing-device-address',
    ])
    const ppp = {
      ...without(gateway, '.ExternalIPAddress'),
      'InternetGatewayDevice.WANDevice.2.WANConnectionDevice.1.WANPPPConnection.3.ExternalIPAddress': '',
    }
    expect(rulesSaying({ parameters: ppp })).toEqual([])
  })

  it('value-change-without-values: only what every Inform has', () => {
    expect(informFindings('value-change-without-values', { events: ['4 VALUE CHANGE'] })).toHaveLength(1)
    expect(
      informFindings('value-change-without-values', { events: ['4 VALUE CHANGE'], parameters: gateway }),
    ).toHaveLength(1)
    expect(informFindings('value-change-without-values', { events: ['2 PERIODIC'] })).toEqual([])
  })

  it('names of both roots in one Inform are mixed roots', () => {
    expect(
      rulesSaying({ parameters: { ...device2, 'InternetGatewayDevice.DeviceInfo.UpTime': '' } }),
    ).toContain('mixed-roots')
  })
})

describe('DeviceId', () => {
  it.each([
    ['00a859', '00A859'],
    ['00:A8:59', '00A859'],
    ['a0-65-18', 'A06518'],
  ])('wrong-oui: %s is to be %s', (oui, right) => {
    const parts = { deviceId: { OUI: oui } }
    const [finding] = informFindings('wrong-oui', parts)
    expect(finding && repaired(inform(parts), finding)).toContain(`<OUI>${right}</OUI>`)
  })

  it.each(['', '00A8590', 'EXAMPL'])('wrong-oui: nobody knows what "%s" should be', (oui) => {
    const [finding] = informFindings('wrong-oui', { deviceId: { OUI: oui } })
    expect(finding).toBeDefined()
    expect(finding?.fix).toBeUndefined()
  })

  it('empty-serial-number and empty-manufacturer; an empty ProductClass is allowed', () => {
    expect(rulesSaying({ deviceId: { SerialNumber: '' } })).toEqual(['empty-serial-number'])
    expect(rulesSaying({ deviceId: { Manufacturer: '' } })).toEqual(['empty-manufacturer'])
    expect(rulesSaying({ deviceId: { ProductClass: '' } })).toEqual([])
  })

  it.each(['192.168.1.1', 'gw-10.0.0.1', 'SN 1', '(null)', 'unknown', '000000000000', 'FFFFFFFFFFFF'])(
    'odd-serial-number: %s',
    (serial) => {
      expect(rulesSaying({ deviceId: { SerialNumber: serial } })).toEqual(['odd-serial-number'])
    },
  )

  it.each(['SN-192.168', '0255AA000001', 'V1.2.3.4.5', 'none7', '00000001'])(
    '%s is a serial number',
    (serial) => {
      expect(rulesSaying({ deviceId: { SerialNumber: serial } })).toEqual([])
    },
  )
})

describe('counts and times', () => {
  it.each(['0', '2', '', '-1'])('max-envelopes: "%s" is not 1', (value) => {
    const parts = { maxEnvelopes: value }
    const [finding] = informFindings('max-envelopes', parts)
    expect(finding).toBeDefined()
    if (finding !== undefined && value !== '') {
      expect(repaired(inform(parts), finding)).toContain('<MaxEnvelopes>1</MaxEnvelopes>')
    }
  })

  it('max-envelopes looks at the answer, too', () => {
    const answer = (value: string): string =>
      `<cwmp:InformResponse><MaxEnvelopes>${value}</MaxEnvelopes></cwmp:InformResponse>`
    expect(lintExample(answer('0')).map(({ rule }) => rule)).toEqual(['max-envelopes'])
    expect(lintExample(answer('1'))).toEqual([])
  })

  it.each([
    ['00', ['padded-retry-count']],
    ['05', ['padded-retry-count']],
    ['9', []],
    ['10', ['large-retry-count']],
    ['1485', ['large-retry-count']],
    ['-1', ['wrong-retry-count']],
    ['', ['wrong-retry-count']],
    ['many', ['wrong-retry-count']],
    ['4294967296', ['wrong-retry-count']],
  ])('RetryCount "%s": %j', (retryCount, rules) => {
    expect(rulesSaying({ retryCount })).toEqual(rules)
  })

  it('padded-retry-count takes the zeros away', () => {
    const parts = { retryCount: '05' }
    const [finding] = informFindings('padded-retry-count', parts)
    expect(finding && repaired(inform(parts), finding)).toContain('<RetryCount>5</RetryCount>')
  })

  it('bootstrap-retried: a device that has not got through yet', () => {
    expect(rulesSaying({ events: ['0 BOOTSTRAP', '1 BOOT'], retryCount: '2' })).toEqual(['bootstrap-retried'])
    expect(rulesSaying({ events: ['1 BOOT'], retryCount: '2' })).toEqual([])
  })

  it.each([
    ['2019-03-05T11:54::14', ['wrong-current-time']],
    ['', ['wrong-current-time']],
    ['2026-11-22 10:00:00', ['wrong-current-time']],
    ['2026-11-22T10:00:00', ['current-time-without-zone']],
    ['2026-11-22T10:00:00.5Z', ['current-time-fraction']],
    ['1970-01-01T00:05:12+00:00', ['clock-not-set']],
    ['0001-01-01T00:00:00Z', ['clock-not-set']],
    ['0001-01-03T03:04:05', ['clock-not-set']],
  ])('CurrentTime "%s": %j', (currentTime, rules) => {
    expect(rulesSaying({ currentTime })).toEqual(rules)
  })
})

describe('ConnectionRequestURL', () => {
  const saying = (url: string, more: Readonly<Record<string, string>> = {}): readonly string[] =>
    rulesSaying({ parameters: { ...device2, 'Device.ManagementServer.ConnectionRequestURL': url, ...more } })

  it.each([
    ['', ['empty-connection-request-url']],
    ['192.0.2.7:7547', ['wrong-connection-request-url']],
    ['ftp://192.0.2.7/', ['wrong-connection-request-url']],
    ['http:///cr', ['wrong-connection-request-url']],
    ['http://:7547/cr', ['wrong-connection-request-url']],
    ['http://192.0.2.7:0/', ['wrong-connection-request-url']],
    ['http://192.0.2.7:75470/', ['wrong-connection-request-url']],
    ['http://(null):7547/', ['wrong-connection-request-url']],
    ['http://192.0.2.7:7547/a b', ['wrong-connection-request-url']],
    ['https://192.0.2.7/', ['https-connection-request-url']],
    ['http://0.0.0.0:7547/', ['unreachable-connection-request-url']],
    ['http://[::]:7547/', ['unreachable-connection-request-url']],
    ['http://169.254.3.4/', ['unreachable-connection-request-url']],
    ['http://[fe80::1]/', ['unreachable-connection-request-url']],
    ['http://127.0.0.1:7548/', ['loopback-connection-request-url']],
    ['http://localhost/', ['loopback-connection-request-url']],
    ['http://[::1]:80/', ['loopback-connection-request-url']],
  ])('%s: %j', (url, rules) => {
    expect(saying(url)).toEqual(rules)
  })

  it.each([
    'http://192.0.2.7:7547/cr?id=1',
    'http://[2001:db8::7]:7547/',
    'HTTP://cpe.example',
    'http://10.1.2.3:7547/0a1b',
    'http://192.0.2.7:/',
  ])('%s can be called', (url) => {
    expect(saying(url)).toEqual([])
  })

  it('private-connection-request-url: only where the Inform itself tells a public address', () => {
    const at = (external: string): readonly string[] =>
      rulesSaying({
        parameters: {
          ...without(gateway, '.ExternalIPAddress'),
          'InternetGatewayDevice.ManagementServer.ConnectionRequestURL': 'http://192.168.1.1:7547/',
          'InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANIPConnection.1.ExternalIPAddress':
            external,
        },
      })
    expect(at('192.0.2.7')).toEqual(['private-connection-request-url'])
    expect(at('100.64.3.4')).toEqual([])
    expect(at('')).toEqual([])
  })
})

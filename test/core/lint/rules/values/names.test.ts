import { describe, expect, it } from 'vitest'
import { findings, marked, setting, struct } from './values.js'

const count = (rule: string, name: string): number => findings(rule, struct(name, '')).length

describe('malformed-parameter-name', () => {
  it.each([
    '',
    '.ExternalIPAddress',
    'Device..DeviceInfo',
    'Device.Device Info.UpTime',
    'Device.DeviceInfo.\nUpTime',
    ' Device.DeviceInfo.UpTime',
    'Device.WiFi.SSID.*.SSID',
    'Device.WiFi.SSID[1].SSID',
    'Device/DeviceInfo/UpTime',
    'Device.WiFi.SSID.[open.SSID',
  ])('%j is no name', (name) => {
    expect(count('malformed-parameter-name', name)).toBe(1)
  })

  it.each([
    'Device.DeviceInfo.UpTime',
    'InternetGatewayDevice.X_HUAWEI_PortalManagement.PortalUrl-Computer',
    'Device.X_EXAMPLE-COM_Tag%20A.1.B',
    'Device.WiFi.SSID.[cpe-2.4 GHz].SSID',
    'Device.Überwachung.An',
    'Device.DeviceInfo.',
  ])('%s could be one', (name) => {
    expect(count('malformed-parameter-name', name)).toBe(0)
  })

  it('points at the name, or at the struct where there is nothing to point at', () => {
    const example = struct('.ExternalIPAddress', '')
    const [finding] = findings('malformed-parameter-name', example)
    expect(finding && marked(example, finding)).toBe('.ExternalIPAddress')
    const nameless = '<ParameterValueStruct><Value>1</Value></ParameterValueStruct>'
    const [other] = findings('malformed-parameter-name', nameless)
    expect(other && marked(nameless, other)).toBe(nameless)
  })
})

describe('paths', () => {
  it('partial-path-with-value: objects have no values', () => {
    expect(count('partial-path-with-value', 'Device.DeviceInfo.')).toBe(1)
    expect(findings('partial-path-with-value', setting(struct('Device.DeviceInfo.', '')))).toHaveLength(1)
    expect(count('partial-path-with-value', 'Device.DeviceInfo.UpTime')).toBe(0)
  })

  it('partial-path-with-value says nothing of requests for such a path', () => {
    const request =
      '<cwmp:GetParameterValues><ParameterNames soap-enc:arrayType="xsd:string[1]"><string>Device.</string></ParameterNames></cwmp:GetParameterValues>'
    expect(findings('partial-path-with-value', request)).toEqual([])
  })

  it.each(['Device.WiFi.SSID.0.SSID', 'Device.WiFi.SSID.01.SSID', 'Device.A.1.B.00.C'])(
    'wrong-instance-number: %s',
    (name) => {
      expect(count('wrong-instance-number', name)).toBe(1)
    },
  )

  it.each(['Device.WiFi.SSID.10.SSID', 'Device.WiFi.SSID.[0x].SSID', 'Device.X.0Version', 'Device.A.100.B'])(
    'wrong-instance-number says nothing of %s',
    (name) => {
      expect(count('wrong-instance-number', name)).toBe(0)
    },
  )

  it.each([
    'VoiceService.1.Enable',
    'device.DeviceInfo.UpTime',
    'InternetGatewayDevice',
    'DeviceInfo.UpTime',
  ])('name-outside-root: %s', (name) => {
    expect(count('name-outside-root', name)).toBe(1)
  })

  it('name-outside-root leaves what is no name at all to its own rule', () => {
    expect(count('name-outside-root', '.ExternalIPAddress')).toBe(0)
    expect(count('name-outside-root', '')).toBe(0)
  })

  it('gateway-name-under-device: objects of TR-098 below Device', () => {
    expect(count('gateway-name-under-device', 'Device.WANDevice.1.WANConnectionNumberOfEntries')).toBe(1)
    expect(count('gateway-name-under-device', 'Device.LANDevice.1.Hosts.HostNumberOfEntries')).toBe(1)
    expect(count('gateway-name-under-device', 'Device.LAN.IPAddress')).toBe(0)
    expect(count('gateway-name-under-device', 'Device.WiFi.SSID.1.SSID')).toBe(0)
    expect(count('gateway-name-under-device', 'InternetGatewayDevice.WANDevice.1.X')).toBe(0)
  })
})

describe('names of one message', () => {
  const device = struct('Device.DeviceInfo.ModelName', 'a')
  const gateway = struct('InternetGatewayDevice.DeviceInfo.ModelName', 'a')

  it('mixed-roots is said once, at the first name of the other root', () => {
    const example = device + gateway + gateway
    const [finding, ...more] = findings('mixed-roots', example)
    expect(more).toEqual([])
    expect(finding && marked(example, finding)).toBe('InternetGatewayDevice.DeviceInfo.ModelName')
  })

  it('mixed-roots is not misled by a name outside both roots', () => {
    expect(findings('mixed-roots', struct('VoiceService.A', '') + device)).toEqual([])
    expect(findings('mixed-roots', setting(device, gateway))).toHaveLength(1)
  })

  it('repeated-parameter says whether the values agree', () => {
    const [same, other] = findings(
      'repeated-parameter',
      device + device + struct('Device.DeviceInfo.ModelName', 'b'),
    )
    expect(same?.message).toContain('the same value')
    expect(other?.message).toContain('another value')
    expect(findings('repeated-parameter', device + gateway)).toEqual([])
  })
})

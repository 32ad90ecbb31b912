import { describe, expect, it } from 'vitest'
import { createDefinitions, type ParameterDefinition } from '../../../../../src/core/model/index.js'
import { lintExample } from '../../example.js'
import { findings, setting, struct } from './values.js'

describe('tests (DiagnosticsState)', () => {
  const path = 'Device.IP.Diagnostics.IPPing.DiagnosticsState'

  it.each([
    'None',
    'Requested',
    'Canceled',
    'Complete',
    'Completed',
    'Error',
    'Error_Internal',
    'X_00D09E_Late',
    '',
  ])('"%s" is a state', (state) => {
    expect(lintExample(struct(path, state))).toEqual([])
  })

  it.each(['Finished', 'none', 'Cancelled', 'Error Internal', 'ErrorInternal'])('%s is none', (state) => {
    expect(lintExample(struct(path, state)).map(({ rule }) => rule)).toEqual(['unknown-diagnostics-state'])
  })

  it('only Requested and Canceled can be set', () => {
    expect(findings('diagnostics-state-set', setting(struct(path, 'Complete')))).toHaveLength(1)
    expect(findings('diagnostics-state-set', setting(struct(path, 'Canceled')))).toEqual([])
    expect(findings('unknown-diagnostics-state', setting(struct(path, 'None')))).toEqual([])
  })
})

describe('types', () => {
  it('type-differs-from-model names both types and the data model', () => {
    const [finding] = findings('type-differs-from-model', struct('Device.Time.Enable', '1', 'unsignedInt'))
    expect(finding?.message).toBe(
      'Device.Time.Enable is reported as unsignedInt; it is boolean (Device:2.17 Device.Time.Enable).',
    )
  })

  it('a counter that was widened between versions is no finding in what a CPE reports', () => {
    expect(lintExample(struct('Device.DeviceInfo.UpTime', '5', 'unsignedLong'))).toEqual([])
  })

  it('set-type-differs-from-model: a CPE may refuse another width, too', () => {
    const interval = (type: string): string =>
      setting(struct('Device.ManagementServer.PeriodicInformInterval', '300', type))
    expect(findings('set-type-differs-from-model', interval('int'))).toHaveLength(1)
    expect(findings('set-type-differs-from-model', interval('unsignedint'))).toEqual([])
    expect(findings('type-differs-from-model', interval('string'))).toEqual([])
  })

  it('nothing is said of parameters no data model knows', () => {
    expect(lintExample(struct('Device.DeviceInfo.X_00D09E_UpTime', 'long', 'string'))).toEqual([])
  })
})

describe('access', () => {
  it('read-only-set speaks of what is set, not of what is reported', () => {
    const time = struct('Device.DeviceInfo.UpTime', '1', 'unsignedInt')
    expect(findings('read-only-set', setting(time))).toHaveLength(1)
    expect(findings('read-only-set', time)).toEqual([])
  })

  it('read-only-set says nothing of what the data model lets be written, though our simulator does not', () => {
    expect(
      findings('read-only-set', setting(struct('Device.Ethernet.Link.1.MACAddress', '02:55:AA:00:10:01'))),
    ).toEqual([])
  })
})

describe('limits', () => {
  it.each([
    ['Device.WiFi.Radio.1.Channel', '0', 1],
    ['Device.WiFi.Radio.1.Channel', '256', 1],
    ['Device.WiFi.Radio.1.Channel', '165', 0],
    ['Device.WiFi.Radio.1.Channel', 'auto', 0],
  ])('value-out-of-model-range: %s = %s', (path, value, expected) => {
    expect(findings('value-out-of-model-range', struct(path, value, 'unsignedInt'))).toHaveLength(expected)
  })

  it.each([
    ['tcp', 1],
    ['TCP', 0],
    ['', 0],
    ['X_00D09E_SCTP', 0],
  ])('value-not-in-model: Protocol = "%s"', (value, expected) => {
    const found = findings('value-not-in-model', struct('Device.NAT.PortMapping.1.Protocol', value))
    expect(found).toHaveLength(expected)
  })

  it('value-not-in-model accepts what earlier versions of the data model had', () => {
    const definition: ParameterDefinition = {
      type: 'string',
      writable: true,
      constraint: { enumeration: ['High', 'Low'], formerValues: ['Off'] },
      source: 'a data model',
    }
    const say = (value: string): readonly string[] =>
      lintExample(struct('Device.Firewall.Config', value), { definitionOf: () => definition }).map(
        ({ rule }) => rule,
      )
    expect(say('Off')).toEqual([])
    expect(say('off')).toEqual(['value-not-in-model'])
  })

  it('value-longer-than-model counts characters, not code units, and no octets', () => {
    const name = (value: string): number =>
      findings('value-longer-than-model', struct('Device.WiFi.SSID.1.SSID', value)).length
    expect(name('a'.repeat(33))).toBe(1)
    expect(name('a'.repeat(32))).toBe(0)
    expect(name('😀'.repeat(32))).toBe(0)
    expect(name('😀'.repeat(33))).toBe(1)
  })

  it.each([
    ['IPAddress', '192.0.2.300', 1],
    ['IPAddress', '192.0.2', 1],
    ['IPAddress', '192.0.2.1,192.0.2.2', 1],
    ['IPAddress', 'fe80::1%eth0', 0],
    ['IPAddress', '::', 0],
    ['IPAddress', '::ffff:192.0.2.1', 0],
    ['IPAddress', '0.0.0.0', 0],
    ['IPAddress', '', 0],
    ['IPv4Address', '2001:db8::1', 1],
    ['IPv6Address', '2001:db8::1', 0],
    ['IPv6Address', '12:34', 1],
    ['MACAddress', '00-D0-9E-00-00-01', 1],
    ['MACAddress', '00D09E000001', 1],
    ['MACAddress', '00:d0:9e:00:00:01', 0],
    ['UUID', '123e4567-e89b-12d3-a456-426614174000', 0],
    ['UUID', '123e4567', 1],
  ] as const)('wrong-value-format: %s "%s"', (format, value, expected) => {
    const definitionOf = createDefinitions([
      {
        name: 'a data model',
        parameters: [{ path: 'Device.A', type: 'string', writable: true, constraint: { format } }],
      },
    ])
    const found = lintExample(struct('Device.A', value), { definitionOf })
    expect(found.map(({ rule }) => rule)).toEqual(expected === 1 ? ['wrong-value-format'] : [])
  })
})

it('a data model is asked once for each parameter, whatever the number of rules', () => {
  const asked: string[] = []
  const definitionOf = (path: string): null => {
    asked.push(path)
    return null
  }
  lintExample(struct('Device.A', '1', 'int') + struct('Device.B', '1', 'int'), { definitionOf })
  expect(asked).toEqual(['Device.A', 'Device.B'])
})

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import device2 from '../../../resources/models/device2.json'
import igd from '../../../resources/models/igd.json'
import {
  createDefinitions,
  definitionsOf,
  definitionsOfCompactModel,
  readModel,
  type DefinitionSource,
} from '../../../src/core/model/index.js'

const builtIn = createDefinitions([definitionsOfCompactModel(device2), definitionsOfCompactModel(igd)])

const source = (
  name: string,
  ...parameters: readonly (readonly [path: string, type: string, writable?: boolean, maxLength?: number])[]
): DefinitionSource => ({
  name,
  parameters: parameters.map(([path, type, writable = false, maxLength]) => ({
    path,
    type,
    writable,
    constraint: maxLength === undefined ? null : { maxLength },
  })),
})

describe('the look-up of definitions', () => {
  it('finds a parameter of any instance, and says where it is defined', () => {
    expect(builtIn('Device.WiFi.SSID.17.SSID')).toEqual({
      type: 'string',
      writable: true,
      constraint: { maxLength: 32 },
      source: 'Device:2.17 Device.WiFi.SSID.{i}.SSID',
    })
  })

  it('takes an alias in brackets for an instance, even with a dot in it', () => {
    expect(builtIn('Device.WiFi.SSID.[cpe-2.4].SSID')).toBe(builtIn('Device.WiFi.SSID.1.SSID'))
  })

  it('knows parameters that only new instances of a table have', () => {
    expect(builtIn('Device.NAT.PortMapping.3.Protocol')?.constraint).toEqual({ enumeration: ['TCP', 'UDP'] })
    expect(builtIn('Device.DHCPv4.Server.Pool.9.StaticAddress.2.Chaddr')).toMatchObject({ type: 'string' })
  })

  it.each([
    '',
    '.',
    'Device',
    'Device.',
    'Device.WiFi.SSID.1',
    'Device.WiFi.SSID.1.',
    'Device.WiFi.SSID.SSID',
    'Device.WiFi.SSID.1.SSID.',
    'Device.WiFi.SSID.1.ssid',
    'Device.WiFi.SSID.[open.SSID',
    'Device.WiFi.SSID.1.X_00D09E_Tag',
    'Device.__proto__.constructor',
  ])('knows nothing of "%s"', (path) => {
    expect(builtIn(path)).toBeNull()
  })

  it('says the same of every instance number', () => {
    const instance = fc.integer({ min: 1, max: 2 ** 31 })
    fc.assert(
      fc.property(instance, instance, (first, second) => {
        const path = `InternetGatewayDevice.WANDevice.${first}.WANConnectionDevice.${second}.WANIPConnection.1.Name`
        expect(builtIn(path)).toMatchObject({ type: 'string', constraint: { maxLength: 256 } })
      }),
    )
  })

  it('never throws, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (path) => {
        expect(() => builtIn(`Device.${path}`)).not.toThrow()
      }),
    )
  })

  it('asks the first source that knows a parameter', () => {
    const look = createDefinitions([
      source('first', ['Device.A', 'int']),
      source('second', ['Device.A', 'string'], ['Device.B', 'boolean']),
    ])
    expect(look('Device.A')).toMatchObject({ type: 'int', source: 'first Device.A' })
    expect(look('Device.B')).toMatchObject({ type: 'boolean', source: 'second Device.B' })
  })

  it('puts instances together so that what it says holds for all: writable if one is, no limits where they differ', () => {
    const look = createDefinitions([
      source('dump', ['Device.T.1.A', 'string', false, 8], ['Device.T.2.A', 'string', true, 9]),
    ])
    expect(look('Device.T.5.A')).toMatchObject({ writable: true, constraint: null })
  })

  it('says nothing where instances differ in type', () => {
    const look = createDefinitions([
      source('dump', ['Device.T.1.A', 'string'], ['Device.T.2.A', 'int'], ['Device.T.3.A', 'string']),
    ])
    expect(look('Device.T.1.A')).toBeNull()
  })
})

describe('definitions of the built-in models', () => {
  it('have the limits of the data model, not the narrower ones of the simulated device', () => {
    expect(builtIn('Device.WiFi.Radio.1.Channel')?.constraint).toEqual({ minimum: 1, maximum: 255 })
    expect(builtIn('Device.WiFi.AccessPoint.1.Security.ModeEnabled')?.constraint).toBeNull()
    expect(builtIn('Device.ManagementServer.PeriodicInformInterval')?.constraint).toEqual({ minimum: 1 })
  })

  it('let be written what the data model lets be written, though the simulated device does not', () => {
    expect(builtIn('Device.Ethernet.Link.1.MACAddress')?.writable).toBe(true)
  })

  it('know named types', () => {
    expect(builtIn('Device.DNS.Client.Server.1.DNSServer')?.constraint).toEqual({ format: 'IPAddress' })
  })
})

const flattened = resolve(import.meta.dirname, '../../../../shared/data/full')

describe.skipIf(!existsSync(flattened))('definitions of the flattened data models (in ../shared)', () => {
  const read = (file: string): DefinitionSource => {
    const reading = readModel(readFileSync(join(flattened, file), 'utf8'), file)
    if (!reading.ok) throw new Error(reading.message)
    return definitionsOf(reading.model)
  }
  const full = createDefinitions([read('tr-181-2-17-0-cwmp-full.xml'), read('tr-098-1-8-0-full.xml')])

  it('add what a reference to a named type lists to the values of that type', () => {
    const { constraint } = full('Device.IP.Diagnostics.IPPing.DiagnosticsState') ?? {}
    expect(constraint?.enumeration).toEqual(
      expect.arrayContaining(['Requested', 'Error_CannotResolveHostName']),
    )
    expect(new Set(constraint?.enumeration).size).toBe(constraint?.enumeration?.length)
  })

  it('take what can be written once for writable', () => {
    expect(full('Device.IP.Interface.1.Alias')?.writable).toBe(true)
  })

  it('remember values that earlier versions had', () => {
    expect(full('Device.Firewall.Config')?.constraint?.formerValues).toContain('Off')
  })

  /** Withdrawn from Device:2 before 2.17. */
  const withdrawn = /^Device\.Hosts\.Host\.1\.(?:AddressSource|LeaseTimeRemaining)$/

  it.each([device2, igd])('agree with what the built-in model $name says of its data model', (model) => {
    const wrong: string[] = []
    for (const { path, type, writable, constraint } of definitionsOfCompactModel(model).parameters) {
      const definition = full(path)
      if (definition === null) {
        if (!withdrawn.test(path.replace(/\d+/, '1'))) wrong.push(`${path}: unknown`)
        continue
      }
      if (definition.type !== type) wrong.push(`${path}: ${type} is ${definition.type}`)
      if (definition.writable && !writable) wrong.push(`${path}: can be written`)
      const whole = definition.constraint
      const values = [...(whole?.enumeration ?? []), ...(whole?.formerValues ?? [])]
      if (
        constraint?.enumeration !== undefined &&
        values.some((value) => !constraint.enumeration?.includes(value))
      ) {
        wrong.push(`${path}: has more values`)
      }
      if (constraint?.minimum !== undefined && constraint.minimum !== whole?.minimum)
        wrong.push(`${path}: minimum`)
      if (constraint?.maximum !== whole?.maximum && constraint?.maximum !== undefined)
        wrong.push(`${path}: maximum`)
      if (constraint?.maxLength !== undefined && constraint.maxLength !== whole?.maxLength) {
        wrong.push(`${path}: longest`)
      }
      if (constraint?.format !== undefined && constraint.format !== whole?.format)
        wrong.push(`${path}: format`)
    }
    expect(wrong).toEqual([])
  })
})

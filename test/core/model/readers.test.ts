import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  getParameterNames,
  getParameterValues,
  objectAt,
  parameterAt,
  readModel,
  valueProblem,
  walk,
  type DeviceModel,
} from '../../../src/core/model/index.js'
import { builtInModel } from '../../../src/main/engine/simulator/index.js'

const repository = resolve(import.meta.dirname, '../../..')
const dumps = resolve(repository, '../shared/data/device-dumps')
const fullModels = resolve(repository, '../shared/data/full')
const fixture = (name: string): string =>
  readFileSync(resolve(repository, 'test/fixtures/dumps', name), 'utf8')

function read(text: string, name = 'dump'): DeviceModel {
  const reading = readModel(text, name)
  if (!reading.ok) throw new Error(reading.message)
  return reading.model
}

const refusal = (text: string): string => {
  const reading = readModel(text, 'dump.csv')
  return reading.ok ? 'read' : reading.message
}

describe('a dump with five columns', () => {
  const model = read(fixture('five-columns.csv'))

  it('counts parameters and objects, and leaves DeviceID out', () => {
    expect(model).toMatchObject({ parameterCount: 14, objectCount: 8, root: 'InternetGatewayDevice' })
  })

  it('takes the identity from the DeviceID rows, quoted commas and all', () => {
    expect(model.identity).toEqual({
      manufacturer: 'Example, Inc.',
      oui: '0255AA',
      productClass: 'Fixture',
      serialNumber: 'FIX0001',
    })
  })

  it('keeps line breaks and quotes inside values', () => {
    expect(parameterAt(model.tree, 'InternetGatewayDevice.DeviceInfo.DeviceLog')?.value).toBe(
      'first line\nsecond "quoted" line\n\nlast line',
    )
    expect(parameterAt(model.tree, 'InternetGatewayDevice.Time.LocalTimeZoneName')?.value).toBe(
      'Wednesday\nThursday',
    )
  })

  it('gives paths of objects their dot, and types without prefix', () => {
    expect(objectAt(model.tree, 'InternetGatewayDevice.Layer3Forwarding.Forwarding.')?.writable).toBe(true)
    expect(parameterAt(model.tree, 'InternetGatewayDevice.DeviceInfo.UpTime')?.type).toBe('unsignedInt')
  })

  it('reads the same with CRLF line ends', () => {
    expect(read(fixture('five-columns.csv').replaceAll('\n', '\r\n')).parameterCount).toBe(14)
  })
})

describe('a dump with twelve columns', () => {
  const model = read(fixture('twelve-columns.csv'))

  it('finds its columns by name, with notification and access list', () => {
    expect(parameterAt(model.tree, 'Device.WiFi.SSID.1.SSID')).toMatchObject({
      value: 'two\nlines',
      writable: true,
      notification: 1,
      accessList: ['Subscriber', 'X_0255AA_Owner'],
    })
  })

  it('counts rows outside the root as parameters, adds objects that are missing below the root only', () => {
    expect(model).toMatchObject({ parameterCount: 5, objectCount: 6 })
    expect(objectAt(model.tree, 'Device.WiFi.SSID.1.Stats.')?.listed).toBe(true)
  })

  it('keeps a percent-encoded identity apart from the plain one', () => {
    expect(model.identity.productClass).toBe('Gate-way')
  })
})

describe('a dump as nested JSON', () => {
  const model = read(
    '{"Device":{"DeviceInfo":{"ManufacturerOUI":"0255AA"},"WiFi":{"Radio":{"1":{"Enable":true,"Channel":6,"Power":-3}}}}}',
  )

  it('takes types from the values and the nesting for objects', () => {
    expect(model).toMatchObject({ parameterCount: 4, objectCount: 5 })
    expect(parameterAt(model.tree, 'Device.WiFi.Radio.1.Enable')).toMatchObject({
      type: 'boolean',
      value: 'true',
    })
    expect(parameterAt(model.tree, 'Device.WiFi.Radio.1.Channel')).toMatchObject({
      type: 'unsignedInt',
      writable: true,
    })
    expect(parameterAt(model.tree, 'Device.WiFi.Radio.1.Power')?.type).toBe('int')
    expect(parameterAt(model.tree, 'Device.DeviceInfo.ManufacturerOUI')?.writable).toBe(false)
  })
})

describe('what cannot be read says what and why', () => {
  it.each([
    ['', /is empty/],
    ['{"Device": ', /not JSON/],
    ['{"Gateway": {"A": 1}}', /below Device\. or InternetGatewayDevice\./],
    ['name,value\nDevice.A,1\n', /no column "parameter"/],
    ['Parameter,Object,Writable,Value,Value type\nDevice.A,false,false,"open,xsd:string\n', /row 2.*quote/i],
    ['<html/>', /no data-model document/],
    ['<dm:document xmlns:dm="urn:x"><model name="VoiceService:1.0"/></dm:document>', /no root data model/],
    ['<dm:document xmlns:dm="urn:x"><component name="A"/></dm:document>', /-full\.xml/],
  ])('%j', (text, message) => {
    expect(refusal(text)).toMatch(message)
  })
})

describe('a flattened data model', () => {
  const model = read(`<?xml version="1.0"?>
    <dm:document xmlns:dm="urn:broadband-forum-org:cwmp:datamodel-1-10">
      <dataType name="Counter"><unsignedLong/></dataType>
      <dataType name="Own" base="Counter"/>
      <model name="Device:2.99">
        <object name="Device." access="readOnly"/>
        <object name="Device.NAT." access="readOnly">
          <parameter name="PortMappingNumberOfEntries" access="readOnly"><syntax><unsignedInt/></syntax></parameter>
        </object>
        <object name="Device.NAT.PortMapping.{i}." access="readWrite">
          <description>Text with <b>marks</b> &amp; &lt;things&gt;</description>
          <parameter name="Enable" access="readWrite"><syntax><boolean/><default type="object" value="true"/></syntax></parameter>
          <parameter name="Protocol" access="readWrite"><syntax><string><enumeration value="TCP"/><enumeration value="SCTP" status="deleted"/></string></syntax></parameter>
          <parameter name="Port" access="readWrite"><syntax><unsignedInt><range minInclusive="1" maxInclusive="65535"/></unsignedInt></syntax></parameter>
          <parameter name="Bytes" access="readOnly"><syntax><dataType ref="Own"/></syntax></parameter>
          <parameter name="Codes" access="readOnly"><syntax><list/><unsignedInt/></syntax></parameter>
          <parameter name="Key" access="readWrite"><syntax hidden="true"><string/></syntax></parameter>
          <parameter name="Gone" access="readOnly" status="deleted"><syntax><string/></syntax></parameter>
        </object>
        <profile name="P:1"><object ref="Device.NAT."><parameter ref="X"/></object></profile>
      </model>
    </dm:document>`)
  const at = (name: string) => parameterAt(model.tree, `Device.NAT.PortMapping.1.${name}`)

  it('has every object and parameter, one instance in each table', () => {
    expect(model).toMatchObject({ name: 'Device:2.99', parameterCount: 7, objectCount: 4 })
    expect(objectAt(model.tree, 'Device.NAT.PortMapping.')?.writable).toBe(true)
    expect(parameterAt(model.tree, 'Device.NAT.PortMappingNumberOfEntries')?.value).toBe('1')
  })

  it('takes types through named types, lists as strings, defaults and limits', () => {
    expect(at('Enable')).toMatchObject({ type: 'boolean', value: 'true', writable: true })
    expect(at('Protocol')).toMatchObject({ value: 'TCP', constraint: { enumeration: ['TCP'] } })
    expect(at('Port')).toMatchObject({ value: '1', constraint: { minimum: 1, maximum: 65535 } })
    expect(at('Bytes')).toMatchObject({ type: 'unsignedLong', value: '0', writable: false })
    expect(at('Codes')?.type).toBe('string')
    expect(at('Key')?.hidden).toBe(true)
    expect(at('Gone')).toBeNull()
  })
})

describe.each(['device2', 'igd'] as const)('the built-in model %s', (name) => {
  const model = builtInModel(name)

  it('has values that are valid by its own types and limits', () => {
    const problems: string[] = []
    walk(model.tree, '', (path, node) => {
      if (node.kind !== 'parameter') return
      const problem = valueProblem(node.type, node.value, node.constraint)
      if (problem !== null) problems.push(`${path}: ${problem}`)
    })
    expect(problems).toEqual([])
  })

  it('has NumberOfEntries that agree with its tables', () => {
    const wrong: string[] = []
    walk(model.tree, '', (path, node) => {
      if (node.kind !== 'parameter' || !path.endsWith('NumberOfEntries')) return
      const table = objectAt(model.tree, `${path.slice(0, -'NumberOfEntries'.length)}.`)
      if (table !== null && String(table.children.size) !== node.value) wrong.push(path)
    })
    expect(wrong).toEqual([])
  })

  it('is complete enough to be managed, and shared', () => {
    expect(model.identity).toMatchObject({ manufacturer: 'CWMP Workbench', oui: '0255AA' })
    expect(model.parameterCount).toBeGreaterThan(250)
    expect(builtInModel(name)).toBe(model)
  })
})

describe.skipIf(!existsSync(dumps))('dumps of real devices (in ../shared)', () => {
  it.each([
    ['huawei-BM632w-202BC1-igd.csv', 'InternetGatewayDevice', 792, 210],
    ['tplink-EC220-G5-V3-device2.csv', 'Device', 756, 182],
    ['softov-generic-tr098.csv', 'InternetGatewayDevice', 8, 6],
    ['softov-generic-tr181.json', 'Device', 9, 5],
  ])('%s: root %s, %i parameters, %i objects', (file, root, parameters, objects) => {
    const model = read(readFileSync(resolve(dumps, file), 'utf8'), file)
    expect([model.root, model.parameterCount, model.objectCount]).toEqual([root, parameters, objects])
    const names = getParameterNames(model.tree, '', false)
    expect(names.ok && names.result.filter(({ name }) => name.endsWith('.')).length).toBe(objects)
    const values = getParameterValues(model.tree, [''])
    expect(values.ok && values.result.length).toBe(parameters)
  })
})

describe.skipIf(!existsSync(fullModels))('flattened data models (in ../shared)', () => {
  it.each([
    ['tr-181-2-17-0-cwmp-full.xml', 'Device', 6466, 1189],
    ['tr-098-1-8-0-full.xml', 'InternetGatewayDevice', 1800, 283],
  ])('%s: root %s, %i parameters, %i objects', (file, root, parameters, objects) => {
    const model = read(readFileSync(resolve(fullModels, file), 'utf8'), file)
    expect([model.root, model.parameterCount, model.objectCount]).toEqual([root, parameters, objects])
    expect(parameterAt(model.tree, `${root}.ManagementServer.PeriodicInformInterval`)).toMatchObject({
      type: 'unsignedInt',
      writable: true,
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addObject,
  deleteObject,
  getParameterAttributes,
  getParameterNames,
  getParameterValues,
  objectAt,
  parameterAt,
  setParameterAttributes,
  setParameterValues,
  valueProblem,
  walk,
  withValue,
  type ModelTree,
  type Outcome,
} from '../../../src/core/model/index.js'
import { builtInModel } from '../../../src/main/engine/simulator/index.js'
import { smallModel } from './small-model.js'

const { tree } = smallModel()

function result<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.fault.code} ${outcome.fault.string}`)
  return outcome.result
}
const code = (outcome: Outcome<unknown>): string | null => (outcome.ok ? null : outcome.fault.code)
const names = (path: string, nextLevel: boolean): readonly string[] =>
  result(getParameterNames(tree, path, nextLevel)).map(({ name }) => name)

describe('GetParameterNames', () => {
  it('gives the object itself and all below it for a partial path', () => {
    expect(names('Device.NAT.', false)).toEqual([
      'Device.NAT.',
      'Device.NAT.PortMappingNumberOfEntries',
      'Device.NAT.PortMapping.',
      'Device.NAT.PortMapping.1.',
      'Device.NAT.PortMapping.1.Enable',
      'Device.NAT.PortMapping.1.Protocol',
      'Device.NAT.PortMapping.4.',
      'Device.NAT.PortMapping.4.Enable',
      'Device.NAT.PortMapping.4.Protocol',
    ])
  })
  it('gives only the next level, without the object itself, for NextLevel', () => {
    expect(names('Device.NAT.PortMapping.', true)).toEqual([
      'Device.NAT.PortMapping.1.',
      'Device.NAT.PortMapping.4.',
    ])
    expect(names('Device.Empty.', true)).toEqual([])
  })
  it('gives just the root object for the empty path with NextLevel, everything without', () => {
    expect(names('', true)).toEqual(['Device.'])
    expect(names('', false)).toEqual(names('Device.', false))
  })
  it('gives the parameter alone for a full name', () => {
    expect(names('Device.Time.Offset', false)).toEqual(['Device.Time.Offset'])
  })
  it('refuses NextLevel with a full name, known or not, with 9003', () => {
    expect(code(getParameterNames(tree, 'Device.Time.Offset', true))).toBe('9003')
    expect(code(getParameterNames(tree, 'Device.Nothing', true))).toBe('9003')
  })
  it.each([
    'Device.Nothing',
    'Device.Nothing.',
    'Device.Time',
    'Device.Time.Offset.',
    'device.',
    '.',
    'Device..',
  ])('refuses %s with 9005', (path) => {
    expect(code(getParameterNames(tree, path, false))).toBe('9005')
  })
  it('says of a table and of an instance whether they can grow and go', () => {
    const writable = new Map(
      result(getParameterNames(tree, 'Device.', false)).map((info) => [info.name, info.writable]),
    )
    expect(writable.get('Device.NAT.PortMapping.')).toBe(true)
    expect(writable.get('Device.NAT.')).toBe(false)
    expect(writable.get('Device.DeviceInfo.SoftwareVersion')).toBe(false)
  })
})

describe('GetParameterValues', () => {
  it('takes full names, partial paths and the whole tree', () => {
    expect(result(getParameterValues(tree, ['Device.Time.Offset', 'Device.DeviceInfo.']))).toEqual([
      { name: 'Device.Time.Offset', value: '-60', type: 'int' },
      { name: 'Device.DeviceInfo.SoftwareVersion', value: '1.0', type: 'string' },
      { name: 'Device.DeviceInfo.ProvisioningCode', value: '', type: 'string' },
    ])
    expect(result(getParameterValues(tree, [''])).length).toBe(smallModel().parameterCount)
  })
  it('gives an empty list for an object with nothing below, and 9005 for an unknown name', () => {
    expect(result(getParameterValues(tree, ['Device.Empty.']))).toEqual([])
    expect(code(getParameterValues(tree, ['Device.Time.Offset', 'Device.Nope']))).toBe('9005')
    expect(code(getParameterValues(tree, ['Device.Time']))).toBe('9005')
  })
  it('reads passwords back empty', () => {
    expect(result(getParameterValues(tree, ['Device.ManagementServer.Password']))[0]?.value).toBe('')
  })
})

describe('SetParameterValues', () => {
  const set = (...assignments: (readonly [string, string, string?])[]): Outcome<ModelTree> =>
    setParameterValues(
      tree,
      assignments.map(([name, value, type = '']) => ({ name, value, type })),
    )
  const faults = (outcome: Outcome<unknown>): readonly string[] =>
    outcome.ok ? [] : (outcome.fault.parameters ?? []).map((fault) => `${fault.code} ${fault.parameterName}`)

  it('sets values, and leaves the tree it was given as it was', () => {
    const next = result(
      set(
        ['Device.Time.Offset', '30', 'xsd:int'],
        ['Device.NAT.PortMapping.1.Enable', 'false', 'xsd:boolean'],
      ),
    )
    expect(parameterAt(next, 'Device.Time.Offset')?.value).toBe('30')
    expect(parameterAt(tree, 'Device.Time.Offset')?.value).toBe('-60')
  })
  it('keeps the spelling of booleans the CPE had', () => {
    const next = result(
      set(['Device.NAT.PortMapping.1.Enable', 'false'], ['Device.NAT.PortMapping.4.Enable', '0']),
    )
    expect(parameterAt(next, 'Device.NAT.PortMapping.1.Enable')?.value).toBe('0')
    expect(parameterAt(next, 'Device.NAT.PortMapping.4.Enable')?.value).toBe('false')
  })
  it('names every bad parameter with its own code and sets none', () => {
    const outcome = set(
      ['Device.Time.Offset', '30', 'xsd:int'],
      ['Device.Nope', '1'],
      ['Device.Time.', '1'],
      ['Device.DeviceInfo.SoftwareVersion', '2'],
      ['Device.ManagementServer.PeriodicInformInterval', '60', 'xsd:string'],
      ['Device.NAT.PortMapping.1.Protocol', 'SCTP', 'xsd:string'],
      ['Device.DeviceInfo.ProvisioningCode', 'too long for it', 'xsd:string'],
      ['Device.Time.Start', 'tomorrow', 'xsd:dateTime'],
    )
    expect(code(outcome)).toBe('9003')
    expect(faults(outcome)).toEqual([
      '9005 Device.Nope',
      '9005 Device.Time.',
      '9008 Device.DeviceInfo.SoftwareVersion',
      '9006 Device.ManagementServer.PeriodicInformInterval',
      '9007 Device.NAT.PortMapping.1.Protocol',
      '9007 Device.DeviceInfo.ProvisioningCode',
      '9007 Device.Time.Start',
    ])
  })
  it('refuses a name that comes twice with 9003', () => {
    expect(code(set(['Device.Time.Offset', '1'], ['Device.Time.Offset', '1']))).toBe('9003')
  })
  it('accepts a value without declared type', () => {
    expect(set(['Device.ManagementServer.PeriodicInformInterval', '60']).ok).toBe(true)
  })
  it('keeps white space in strings and drops it around other values', () => {
    const next = result(set(['Device.DeviceInfo.ProvisioningCode', ' a '], ['Device.Time.Offset', ' 5 ']))
    expect(parameterAt(next, 'Device.DeviceInfo.ProvisioningCode')?.value).toBe(' a ')
    expect(parameterAt(next, 'Device.Time.Offset')?.value).toBe('5')
  })
  it('is all or nothing, whatever is assigned', () => {
    const paths = [
      'Device.Time.Offset',
      'Device.Nope',
      'Device.DeviceInfo.SoftwareVersion',
      'Device.DeviceInfo.ProvisioningCode',
    ]
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...paths)),
        fc.string({ maxLength: 10 }),
        (chosen, value) => {
          const outcome = set(...chosen.map((path) => [path, value] as const))
          if (!outcome.ok) expect(outcome.fault.parameters?.length).toBeGreaterThan(0)
          else for (const path of chosen) expect(parameterAt(outcome.result, path)).not.toBeNull()
        },
      ),
    )
  })
})

describe('values and their types', () => {
  it.each([
    ['int', '-2147483648', true],
    ['int', '2147483648', false],
    ['unsignedInt', '4294967295', true],
    ['unsignedInt', '4294967296', false],
    ['unsignedInt', '-1', false],
    ['unsignedInt', '', false],
    ['unsignedLong', '18446744073709551615', true],
    ['long', '-9223372036854775809', false],
    ['boolean', 'TRUE', false],
    ['boolean', 'true', true],
    ['dateTime', '2026-11-22T10:00:00Z', true],
    ['dateTime', '2026-11-22T10:00:00.123456+01:00', true],
    ['dateTime', '0001-01-03T03:04:05', true],
    ['dateTime', '2026-13-22T10:00:00Z', false],
    ['dateTime', '2026-11-22', false],
    ['base64Binary', 'AAEC', true],
    ['base64Binary', 'AAE', false],
    ['hexBinary', '0aFF', true],
    ['hexBinary', '0aF', false],
    ['decimal', '-1.5', true],
    ['decimal', '1,5', false],
    ['string', 'anything\n<at> all', true],
  ])('%s %j: %s', (type, value, valid) => {
    expect(valueProblem(type, value, null) === null).toBe(valid)
  })
})

describe('attributes', () => {
  const attributes = (of: ModelTree, path: string) => result(getParameterAttributes(of, [path]))

  it('start with notification off and the subscriber in the list, but for the forced ones', () => {
    expect(attributes(tree, 'Device.DeviceInfo.')).toEqual([
      { name: 'Device.DeviceInfo.SoftwareVersion', notification: 2, accessList: ['Subscriber'] },
      { name: 'Device.DeviceInfo.ProvisioningCode', notification: 2, accessList: ['Subscriber'] },
    ])
    expect(attributes(tree, 'Device.Time.Offset')[0]?.notification).toBe(0)
  })
  it('are set for everything below a partial path, and only what is to change', () => {
    const next = result(
      setParameterAttributes(tree, [
        { name: 'Device.NAT.', notification: 1 },
        { name: 'Device.Time.Offset', accessList: [] },
      ]),
    )
    expect(attributes(next, 'Device.NAT.PortMapping.4.Enable')[0]).toMatchObject({
      notification: 1,
      accessList: ['Subscriber'],
    })
    expect(attributes(next, 'Device.Time.Offset')[0]).toMatchObject({ notification: 0, accessList: [] })
  })
  it('cannot switch forced active notification off', () => {
    expect(
      code(setParameterAttributes(tree, [{ name: 'Device.DeviceInfo.SoftwareVersion', notification: 0 }])),
    ).toBe('9009')
    const next = result(setParameterAttributes(tree, [{ name: 'Device.', notification: 0 }]))
    expect(attributes(next, 'Device.DeviceInfo.SoftwareVersion')[0]?.notification).toBe(2)
  })
  it('refuse unknown names with 9005 and unknown notifications with 9003, changing nothing', () => {
    expect(code(getParameterAttributes(tree, ['Device.Nope']))).toBe('9005')
    expect(code(setParameterAttributes(tree, [{ name: 'Device.Nope', notification: 1 }]))).toBe('9005')
    expect(code(setParameterAttributes(tree, [{ name: 'Device.Time.Offset', notification: 3 }]))).toBe('9003')
  })
})

describe('AddObject and DeleteObject', () => {
  const table = 'Device.NAT.PortMapping.'

  it('gives the next number, an instance of the same shape with neutral values, and a new count', () => {
    const added = result(addObject(tree, table))
    expect(added.instanceNumber).toBe(5)
    expect(parameterAt(added.tree, `${table}5.Enable`)).toMatchObject({ value: '0', writable: true })
    expect(parameterAt(added.tree, `${table}5.Protocol`)?.value).toBe('')
    expect(parameterAt(added.tree, 'Device.NAT.PortMappingNumberOfEntries')?.value).toBe('3')
  })
  it('never gives a number twice, whatever is added and deleted', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (steps) => {
        let now = tree
        const given = new Set([1, 4])
        for (const add of steps) {
          if (add) {
            const added = result(addObject(now, table))
            expect(given.has(added.instanceNumber)).toBe(false)
            given.add(added.instanceNumber)
            now = added.tree
          } else {
            const instance = objectAt(now, table)?.children.keys().next().value
            if (instance !== undefined) now = result(deleteObject(now, `${table}${instance}.`))
          }
          const count = String(objectAt(now, table)?.children.size)
          expect(parameterAt(now, 'Device.NAT.PortMappingNumberOfEntries')?.value).toBe(count)
        }
      }),
    )
  })
  it('remembers the shape when the last instance is gone', () => {
    const emptied = result(deleteObject(result(deleteObject(tree, `${table}1.`)), `${table}4.`))
    expect(parameterAt(result(addObject(emptied, table)).tree, `${table}5.Protocol`)).not.toBeNull()
  })
  it('takes everything below an instance away', () => {
    const next = result(deleteObject(tree, `${table}4.`))
    expect(getParameterValues(next, [`${table}4.`]).ok).toBe(false)
  })
  it.each([
    ['Device.NAT.PortMapping', '9003'],
    ['Device.Nope.', '9005'],
    ['Device.NAT.', '9005'],
    ['Device.NAT.PortMapping.1.', '9005'],
  ])('AddObject %s: %s', (name, fault) => {
    expect(code(addObject(tree, name))).toBe(fault)
  })
  it.each([
    ['Device.NAT.PortMapping.1', '9003'],
    ['Device.NAT.PortMapping.2.', '9005'],
    ['Device.NAT.PortMapping.', '9005'],
    ['Device.NAT.', '9005'],
  ])('DeleteObject %s: %s', (name, fault) => {
    expect(code(deleteObject(tree, name))).toBe(fault)
  })
  it('gives the defaults of the built-in model, nested tables included', () => {
    const { tree: gateway } = builtInModel('device2')
    const pool = result(addObject(gateway, 'Device.DHCPv4.Server.Pool.')).tree
    expect(parameterAt(pool, 'Device.DHCPv4.Server.Pool.2.LeaseTime')?.value).toBe('86400')
    const address = result(addObject(pool, 'Device.DHCPv4.Server.Pool.2.StaticAddress.'))
    expect(address.instanceNumber).toBe(1)
    expect(parameterAt(address.tree, 'Device.DHCPv4.Server.Pool.2.StaticAddress.1.Chaddr')?.value).toBe('')
  })
})

describe('a change of an immutable tree', () => {
  it('shares everything beside its path', () => {
    const next = withValue(tree, 'Device.Time.Offset', '1')
    expect(objectAt(next, 'Device.NAT.')).toBe(objectAt(tree, 'Device.NAT.'))
    expect(withValue(tree, 'Device.Time.Offset', '-60')).toBe(tree)
  })
  it('is found again by every name the walk gives', () => {
    const { tree: gateway } = builtInModel('igd')
    walk(gateway, '', (path, node) => {
      expect(node.kind === 'object' ? objectAt(gateway, path) : parameterAt(gateway, path)).toBe(node)
    })
  })
})

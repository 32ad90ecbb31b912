import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceIdentityOf, deviceIdOf } from '../../../src/core/dialog/index.js'

describe('deviceIdOf', () => {
  it('joins OUI, product class and serial number', () => {
    expect(deviceIdOf({ oui: '00D09E', productClass: 'Gateway_2.0', serialNumber: 'SN0001' })).toBe(
      '00D09E-Gateway_2.0-SN0001',
    )
  })

  it('leaves the middle empty where there is no product class', () => {
    expect(deviceIdOf({ oui: '00D09E', productClass: '', serialNumber: 'A' })).toBe('00D09E--A')
  })

  it('encodes everything but letters, digits, underscore and dot', () => {
    expect(deviceIdOf({ oui: '00D09E', productClass: "a-b c!~*'()/", serialNumber: 'é\u4e2d' })).toBe(
      '00D09E-a%2Db%20c%21%7E%2A%27%28%29%2F-%C3%A9%E4%B8%AD',
    )
  })

  it('takes any text, and different identities never share an id', () => {
    const part = fc.string({ unit: 'grapheme' })
    const identity = fc.record({ oui: part, productClass: part, serialNumber: part })
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const id = deviceIdOf(one)
        expect(id).toMatch(/^[\w.%]*-[\w.%]*-[\w.%]*$/)
        const same =
          one.oui === other.oui &&
          one.productClass === other.productClass &&
          one.serialNumber === other.serialNumber
        expect(id === deviceIdOf(other)).toBe(same)
      }),
    )
  })

  it('does not stumble over half a surrogate pair', () => {
    expect(deviceIdOf({ oui: '', productClass: '', serialNumber: '\ud83d' })).toBe('--%EF%BF%BD')
  })
})

describe('deviceIdentityOf', () => {
  it('reads the DeviceId struct and drops white space around its parts', () => {
    const inform = {
      DeviceId: { Manufacturer: 'ACME', OUI: ' 00D09E\n', ProductClass: 'G', SerialNumber: '\t42 ' },
    }
    expect(deviceIdentityOf(inform)).toEqual({
      manufacturer: 'ACME',
      oui: '00D09E',
      productClass: 'G',
      serialNumber: '42',
    })
  })

  it.each([
    ['no DeviceId', {}],
    ['DeviceId as text', { DeviceId: 'x' }],
    ['DeviceId as a list', { DeviceId: [{ SerialNumber: '1' }] }],
    ['no SerialNumber', { DeviceId: { OUI: '00D09E' } }],
    ['a blank SerialNumber', { DeviceId: { OUI: '00D09E', SerialNumber: '  ' } }],
  ])('has no identity for %s', (_, inform) => {
    expect(deviceIdentityOf(inform)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readBoolean,
  whyNotValue,
  wireType,
  writeBoolean,
} from '../../../../src/renderer/features/parameters/value-types.js'

describe('values by type', () => {
  it.each([
    ['unsignedInt', '0', true],
    ['unsignedInt', '4294967295', true],
    ['unsignedInt', '4294967296', false],
    ['unsignedInt', '-1', false],
    ['unsignedInt', '', false],
    ['int', '-2147483648', true],
    ['int', '2147483648', false],
    ['unsignedLong', '18446744073709551615', true],
    ['unsignedLong', '18446744073709551616', false],
    ['long', '1e3', false],
    ['boolean', 'true', true],
    ['boolean', 'yes', false],
    ['dateTime', '2026-11-22T10:30:00Z', true],
    ['dateTime', '0001-01-01T00:00:00Z', true],
    ['dateTime', '2026-11-22T10:30:00.123456+01:00', true],
    ['dateTime', '2026-13-01T00:00:00', false],
    ['dateTime', 'tomorrow', false],
    ['hexBinary', '00fF', true],
    ['hexBinary', '0f0', false],
    ['base64', 'QUJD', true],
    ['base64', '<>', false],
    ['string', 'anything at all', true],
    [null, 'anything', true],
  ])('%s takes %j: %s', (type, text, fits) => {
    expect(whyNotValue(type, text) === null).toBe(fits)
  })

  it('takes every integer of the range and none outside', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 40n), 2n ** 40n), (value) => {
        expect(whyNotValue('unsignedInt', value.toString()) === null).toBe(value >= 0n && value < 2n ** 32n)
      }),
    )
  })

  it('writes a boolean as the CPE itself does', () => {
    expect(writeBoolean(true, 'false')).toBe('true')
    expect(writeBoolean(false, '1')).toBe('0')
    expect(writeBoolean(true, null)).toBe('1')
    expect(readBoolean(' true ')).toBe(true)
    expect(readBoolean('2')).toBeNull()
  })

  it('names the type for the wire, a string where it was never told', () => {
    expect(wireType('unsignedInt')).toBe('xsd:unsignedInt')
    expect(wireType(null)).toBe('xsd:string')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintExample } from '../../example.js'
import { findings, marked, repaired, setting, struct } from './values.js'

/** In a name that no data model knows. */
const name = 'Device.X_00D09E_Thing'

const count = (rule: string, type: string | null, value: string): number =>
  findings(rule, struct(name, value, type)).length

describe('types', () => {
  it.each(['xsd:json', 'xsd:', 'xsd:float', 'xsd:anyURI', 'soap-enc:Struct', 'xsd:unsigned'])(
    'unknown-value-type: %s is none',
    (type) => {
      const example = struct(name, '1', type)
      const [finding, ...more] = findings('unknown-value-type', example)
      expect(more).toEqual([])
      expect(finding && marked(example, finding)).toBe(type)
    },
  )

  it.each([
    'xsd:string',
    'xsd:base64',
    'xsd:base64Binary',
    'soap-enc:base64',
    'soap-enc:string',
    'xsd:decimal',
    'xsd:unsignedint',
    null,
  ])('unknown-value-type: %s is one', (type) => {
    expect(count('unknown-value-type', type, '1')).toBe(0)
  })

  it.each([
    ['xsd:unsignedint', 'xsd:unsignedInt'],
    ['xsd:Int', 'xsd:int'],
    ['xsd:datetime', 'xsd:dateTime'],
    ['xsd:BOOLEAN', 'xsd:boolean'],
    ['soap-enc:Base64', 'soap-enc:base64'],
  ])('wrong-case-value-type: %s is to be %s', (type, right) => {
    const example = struct(name, '', type)
    const [finding] = findings('wrong-case-value-type', example)
    expect(finding && marked(example, finding)).toBe(type)
    expect(finding && repaired(example, finding)).toContain(`<Value xsi:type="${right}">`)
  })

  it('wrong-case-value-type says nothing of the right case, and nothing of what is no type', () => {
    expect(count('wrong-case-value-type', 'unsignedInt', '1')).toBe(0)
    expect(count('wrong-case-value-type', 'Json', '1')).toBe(0)
  })

  it('a value of a type in the wrong case is judged by the type that was meant', () => {
    expect(count('wrong-boolean', 'Boolean', '2')).toBe(1)
  })

  it('base64-type-name puts the name right and leaves base64Binary and the SOAP type alone', () => {
    const example = struct(name, 'QUJD', 'base64')
    const [finding] = findings('base64-type-name', example)
    expect(finding && repaired(example, finding)).toContain('xsi:type="xsd:base64Binary"')
    expect(count('base64-type-name', 'base64Binary', 'QUJD')).toBe(0)
    expect(count('base64-type-name', 'soap-enc:base64', 'QUJD')).toBe(0)
  })
})

describe('booleans', () => {
  it.each(['2', '4294967295', 'TRUE', 'False', 'yes', 'on', '-1', '00'])('%s is none', (value) => {
    expect(count('wrong-boolean', 'boolean', value)).toBe(1)
  })

  it.each(['0', '1', 'true', 'false', ' true ', ''])('"%s" is one, or another rule’s matter', (value) => {
    expect(count('wrong-boolean', 'boolean', value)).toBe(0)
  })

  it('a wrong case can be put right, a number cannot', () => {
    const example = struct(name, 'TRUE', 'boolean')
    const [finding] = findings('wrong-boolean', example)
    expect(finding && repaired(example, finding)).toContain('>true</Value>')
    expect(findings('wrong-boolean', struct(name, '2', 'boolean'))[0]?.fix).toBeUndefined()
  })

  it('a text may be anything', () => {
    expect(count('wrong-boolean', 'string', 'TRUE')).toBe(0)
  })
})

describe('numbers', () => {
  it.each([
    ['int', '2147483648'],
    ['int', '-2147483649'],
    ['unsignedInt', '4294967296'],
    ['unsignedInt', '-1'],
    ['unsignedLong', '18446744073709551616'],
    ['long', '9223372036854775808'],
    ['long', '-9223372036854775809'],
  ])('number-out-of-range: %s cannot hold %s', (type, value) => {
    expect(count('number-out-of-range', type, value)).toBe(1)
    expect(count('wrong-number', type, value)).toBe(0)
  })

  it.each([
    ['int', '2147483647'],
    ['int', '-2147483648'],
    ['int', '+5'],
    ['unsignedInt', '4294967295'],
    ['unsignedInt', '0000000000000000000001'],
    ['unsignedInt', '-0'],
    ['unsignedInt', '\n 5 \n'],
    ['unsignedLong', '18446744073709551615'],
    ['long', '-9223372036854775808'],
    ['decimal', '-1.50'],
    ['decimal', '.5'],
    ['string', '99999999999999999999999 km'],
  ])('%s holds %s', (type, value) => {
    expect(count('number-out-of-range', type, value)).toBe(0)
    expect(count('wrong-number', type, value)).toBe(0)
  })

  it.each([
    ['int', '0x1F'],
    ['unsignedInt', '5 days'],
    ['unsignedInt', '1.0'],
    ['unsignedInt', '1 000'],
    ['long', '--5'],
    ['int', 'N/A'],
    ['decimal', '1,5'],
    ['decimal', '1e5'],
  ])('wrong-number: %s is not %s', (type, value) => {
    expect(count('wrong-number', type, value)).toBe(1)
    expect(count('number-out-of-range', type, value)).toBe(0)
  })

  it('the bounds are those of 32 and 64 bits, whatever the number', () => {
    const limits = {
      int: [-(2n ** 31n), 2n ** 31n - 1n],
      unsignedInt: [0n, 2n ** 32n - 1n],
      long: [-(2n ** 63n), 2n ** 63n - 1n],
      unsignedLong: [0n, 2n ** 64n - 1n],
    } as const
    fc.assert(
      fc.property(
        fc.constantFrom('int', 'unsignedInt', 'long', 'unsignedLong'),
        fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
        (type, number) => {
          const [least, most] = limits[type]
          const outside = number < least || number > most
          expect(count('number-out-of-range', type, String(number))).toBe(outside ? 1 : 0)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('empty values', () => {
  it.each(['int', 'unsignedInt', 'long', 'unsignedLong', 'boolean', 'dateTime', 'decimal'])(
    '%s cannot be empty',
    (type) => {
      expect(lintExample(struct(name, '', type)).map(({ rule }) => rule)).toEqual(['empty-typed-value'])
      expect(count('empty-typed-value', type, ' \n ')).toBe(1)
    },
  )

  it.each(['string', 'base64Binary', 'hexBinary', null])('%s can be', (type) => {
    expect(count('empty-typed-value', type, '')).toBe(0)
  })

  it('what declares no type is judged by the data model', () => {
    expect(findings('empty-typed-value', struct('Device.DeviceInfo.UpTime', '', null))).toHaveLength(1)
    expect(findings('wrong-number', struct('Device.DeviceInfo.UpTime', 'long', null))).toHaveLength(1)
  })
})

describe('dateTimes', () => {
  it.each([
    '2026-11-22_10:00:00',
    '2026-11-22 10:00:00Z',
    '2019-03-05T11:54::14',
    '2026-02-30T10:00:00Z',
    '2025-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '0000-00-00T00:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T24:00:01Z',
    '2026-11-22T10:00Z',
    '26-11-22T10:00:00Z',
    '1763805600',
    '2026-11-22T10:00:00+0100',
  ])('wrong-date-time: %s is none', (value) => {
    expect(count('wrong-date-time', 'dateTime', value)).toBe(1)
    expect(count('date-time-without-zone', 'dateTime', value)).toBe(0)
  })

  it.each([
    '2026-11-22T10:00:00Z',
    '2026-11-22T10:00:00.123456+01:00',
    '2024-02-29T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0001-01-03T03:04:05',
    '12026-11-22T10:00:00Z',
  ])('%s is right', (value) => {
    expect(lintExample(struct(name, value, 'dateTime'))).toEqual([])
  })

  it('date-time-without-zone: a calendar time needs one, a time since boot does not', () => {
    expect(count('date-time-without-zone', 'dateTime', '2018-06-20T00:30:18')).toBe(1)
    expect(count('date-time-without-zone', 'dateTime', '0999-12-31T00:00:00')).toBe(0)
    expect(count('date-time-without-zone', 'string', '2018-06-20T00:30:18')).toBe(0)
  })

  it('date-time-fraction: told only of what the CPE is asked to set, with the quirk that helps', () => {
    const time = struct('Device.ManagementServer.PeriodicInformTime', '2026-11-22T10:00:00.5Z', 'dateTime')
    expect(findings('date-time-fraction', time)).toEqual([])
    expect(findings('date-time-fraction', setting(time))[0]?.fix).toMatchObject({
      kind: 'quirk',
      quirk: { dateTimeFraction: 'none' },
    })
  })
})

describe('binary values', () => {
  it.each(['secret key', 'QUJ', 'QUJD=', 'QU=D', 'QUJDé==='])('wrong-base64: %s is none', (value) => {
    expect(count('wrong-base64', 'base64Binary', value)).toBe(1)
    expect(count('wrong-base64', 'base64', value)).toBe(1)
  })

  it.each(['', 'QUJD', 'QUI=', 'QQ==', 'QUJD\nQUJD\r\n', '  QUJD '])('"%s" is base64', (value) => {
    expect(count('wrong-base64', 'base64Binary', value)).toBe(0)
  })

  it.each(['0xAB', 'ABC', 'AA:BB', 'GG'])('wrong-hex-binary: %s is none', (value) => {
    expect(count('wrong-hex-binary', 'hexBinary', value)).toBe(1)
  })

  it.each(['', '00', 'abCD01', ' ab '])('"%s" is hexBinary', (value) => {
    expect(count('wrong-hex-binary', 'hexBinary', value)).toBe(0)
  })
})

describe('texts', () => {
  it.each(['\n    Gateway 5\n  ', '\r\nGateway', 'Gateway\n', '\n'])(
    'value-line-ends: %j has them',
    (value) => {
      expect(count('value-line-ends', 'string', value)).toBe(1)
    },
  )

  it.each(['Gateway 5', ' Gateway ', 'DE ', 'one\ntwo', 'one\ntwo\n', '', '\t'])('%j is fine', (value) => {
    expect(count('value-line-ends', 'string', value)).toBe(0)
  })

  it('value-line-ends: a log ends its last line', () => {
    expect(findings('value-line-ends', struct('Device.DeviceInfo.DeviceLog', 'started\n'))).toEqual([])
  })

  it('null-text: the text a C program prints', () => {
    expect(count('null-text', 'string', '(null)')).toBe(1)
    expect(count('null-text', 'string', '(NULL)')).toBe(1)
    expect(count('null-text', 'string', 'null')).toBe(0)
    expect(count('null-text', 'string', '(null) is no text')).toBe(0)
  })
})

it('secrets are never quoted, neither in a message nor in a fix', () => {
  const examples = [
    struct('Device.X_00D09E_Password', 'TRUE', 'boolean'),
    struct('Device.X_00D09E_Password', 'hunter2hunter2', 'unsignedInt'),
    struct('Device.X_00D09E_Password', 'hunter2', 'dateTime'),
    struct('Device.X_00D09E_Password', 'hunter2', 'base64Binary'),
    struct('Device.X_00D09E_Password', 'hunter2', 'hexBinary'),
    struct('Device.Users.User.1.Password', `${'hunter2'.repeat(20)}\n`, 'string'),
  ]
  for (const example of examples) {
    const found = lintExample(example)
    expect(found.length).toBeGreaterThan(0)
    expect(JSON.stringify(found)).not.toMatch(/hunter2|TRUE/)
  }
})

it('a defect of every parameter is told ten times and then counted', () => {
  const example = Array.from({ length: 500 }, (_, index) =>
    struct(`${name}.${index + 1}.A`, '2', 'boolean'),
  ).join('')
  const found = findings('wrong-boolean', example)
  expect(found).toHaveLength(11)
  expect(found.at(-1)?.message).toMatch(/490 like this/)
})

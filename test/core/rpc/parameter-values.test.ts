import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeEnvelope } from '../../../src/core/soap/index.js'

const responseOf = (members: readonly string[]): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID s:mustUnderstand="1">1</cwmp:ID></s:Header><s:Body><cwmp:GetParameterValuesResponse><ParameterList e:arrayType="cwmp:ParameterValueStruct[${members.length}]">${members.join('\n')}</ParameterList></cwmp:GetParameterValuesResponse></s:Body></s:Envelope>`

const read = (members: readonly string[]): { items: readonly unknown[]; rules: ReadonlySet<string> } => {
  const { decoded, issues, parameters } = decodeEnvelope(responseOf(members))
  const list = decoded['ParameterList']
  if (!Array.isArray(list)) throw new Error('ParameterList is no list.')
  expect(parameters).toBe(members.length)
  return { items: list, rules: new Set(issues.map(({ rule }) => rule)) }
}

const usual =
  '<ParameterValueStruct><Name>Device.A</Name><Value i:type="xsd:int">1</Value></ParameterValueStruct>'
const inStruct = (content: string): string => `<ParameterValueStruct>${content}</ParameterValueStruct>`

/** Members of every kind, with what is read of them and what is wrong. */
const members: readonly (readonly [string, unknown, readonly string[]])[] = [
  [usual, { Name: 'Device.A', Value: '1', Type: 'xsd:int' }, []],
  [
    usual.replace('i:type="xsd:int"', 'i:type="e:base64"'),
    { Name: 'Device.A', Value: '1', Type: 'soapenc:base64' },
    [],
  ],
  [
    inStruct('<Name><![CDATA[a]]>&amp;</Name>\n<Value i:type="xsd:string"/>'),
    { Name: 'a&', Value: '', Type: 'xsd:string' },
    [],
  ],
  [
    inStruct('<Value i:type="xsd:int">1</Value><Name>Device.A</Name>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['element-order'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value i:type="xsd:int">1</Value><Note>x</Note>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int', Note: 'x' },
    ['unknown-element'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value i:type="xsd:int">1</Value><Value i:type="xsd:int">2</Value>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['duplicate-element'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value>1</Value>'),
    { Name: 'Device.A', Value: '1' },
    ['missing-value-type'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value i:type="cwmp:int">1</Value>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['wrong-type-namespace'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value i:type="xsd:int">1<b/></Value>'),
    { Name: 'Device.A', Value: '1<b/>', Type: 'xsd:int' },
    ['unexpected-children'],
  ],
  [
    inStruct('<Name>a<b/></Name><Value i:type="xsd:int">1</Value>'),
    { Name: 'a<b/>', Value: '1', Type: 'xsd:int' },
    ['unexpected-children'],
  ],
  [
    inStruct('<cwmp:Name>Device.A</cwmp:Name><Value i:type="xsd:int">1</Value>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['qualified-argument'],
  ],
  [
    inStruct('<Name>Device.A</Name><cwmp:Value i:type="xsd:int">1</cwmp:Value>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['qualified-argument'],
  ],
  [inStruct('<Name>Device.A</Name>'), { Name: 'Device.A' }, ['missing-value']],
  [inStruct('<Value i:type="xsd:int">1</Value>'), { Value: '1', Type: 'xsd:int' }, ['missing-element']],
  [inStruct(''), {}, ['missing-element', 'missing-value']],
  [inStruct('Device.A'), 'Device.A', ['struct-expected']],
  [
    `<Parameter>${usual.replace(/<\/?ParameterValueStruct>/g, '')}</Parameter>`,
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['wrong-array-member'],
  ],
  [
    inStruct('<Name>Device.A</Name><Value i:type="xsd:int" xmlns:xsd="urn:other">1</Value>'),
    { Name: 'Device.A', Value: '1', Type: 'xsd:int' },
    ['wrong-type-namespace'],
  ],
]

describe('a ParameterValueStruct', () => {
  it.each(members)('%s is read as %j, with %j', (member, expected, rules) => {
    expect(read([member])).toEqual({ items: [expected], rules: new Set(rules) })
  })

  it('is read alike whatever stands before and behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...members), { minLength: 1, maxLength: 8 }), (list) => {
        expect(read(list.map(([member]) => member))).toEqual({
          items: list.map(([, expected]) => expected),
          rules: new Set(list.flatMap(([, , rules]) => rules)),
        })
      }),
      { numRuns: 500 },
    )
  })
})

describe('elements that the schema does not know', () => {
  const bodyOf = (content: string): unknown =>
    decodeEnvelope(
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><c:Reboot xmlns:c="urn:dslforum-org:cwmp-1-0"><CommandKey/>${content}</c:Reboot></s:Body></s:Envelope>`,
    ).decoded

  it('are kept, repeated ones as a list, whatever their name', () => {
    expect(bodyOf('<a>1</a><b/><a><c>2</c></a><a>3</a>')).toEqual({
      CommandKey: '',
      a: ['1', { c: '2' }, '3'],
      b: '',
    })
    expect(JSON.stringify(bodyOf('<__proto__>1</__proto__><toString>2</toString>'))).toBe(
      '{"CommandKey":"","__proto__":"1","toString":"2"}',
    )
  })

  it('are read in time linear in their number', () => {
    const started = performance.now()
    expect(bodyOf('<a/>'.repeat(200_000))).toHaveProperty('a.length', 200_000)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

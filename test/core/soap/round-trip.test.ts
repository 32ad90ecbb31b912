import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import type {
  CwmpFault,
  CwmpVersion,
  OutgoingMessage,
  RpcStruct,
  RpcValue,
  SoapHeader,
  WriteStyle,
} from '../../../src/core/soap/index.js'
import { decodeEnvelope, encodeEnvelope } from '../../../src/core/soap/index.js'
import { anyText, argumentsFor } from '../rpc/arguments.js'
import { anyStyle } from './styles.js'

const versions: readonly CwmpVersion[] = ['1.0', '1.1', '1.2', '1.3', '1.4']
const sides = versions.flatMap((version) =>
  [...rpcTable.values()]
    .filter(({ since }) => since <= version)
    .flatMap((rpc) =>
      (['request', 'response'] as const).map((kind) => [rpc.method, kind, version, rpc[kind]] as const),
    ),
)

/** What a version is read as when nothing but the namespace tells it. */
const shown = (version: CwmpVersion): CwmpVersion => (version > '1.2' ? '1.2' : version)

describe('decode(encode(x))', () => {
  it.each(sides)('is x for %s %s in CWMP %s, without a finding', (rpc, kind, version, fields) => {
    fc.assert(
      fc.property(argumentsFor(fields, version), anyText(40), fc.boolean(), (args, id, pretty) => {
        const message: OutgoingMessage = { kind, rpc, version, header: { id }, arguments: args }
        const decoded = decodeEnvelope(encodeEnvelope(message, { pretty }))
        expect(decoded.issues).toEqual([])
        expect(decoded).toMatchObject({ ok: true, kind, rpc, header: { id }, cwmpVersion: shown(version) })
        expect(decoded.decoded).toEqual(args)
      }),
      { numRuns: 20 },
    )
  })

  it('keeps any text exactly, as bytes too', () => {
    fc.assert(
      fc.property(anyText(500), anyText(100), (value, name) => {
        const list = [{ Name: name, Value: value, Type: 'xsd:string' }]
        const text = encodeEnvelope({
          kind: 'response',
          rpc: 'GetParameterValues',
          version: '1.0',
          header: {},
          arguments: { ParameterList: list },
        })
        expect(decodeEnvelope(text).decoded).toEqual({ ParameterList: list })
        expect(decodeEnvelope(new TextEncoder().encode(text)).decoded).toEqual({ ParameterList: list })
      }),
      { numRuns: 300 },
    )
  })

  it('means the same in whatever style it is written', () => {
    const message = fc.constantFrom(...sides).chain(([rpc, kind, version, fields]) =>
      argumentsFor(fields, version).map((args): OutgoingMessage & { kind: 'request' | 'response' } => ({
        kind,
        rpc,
        version,
        header: { id: '7', holdRequests: true },
        arguments: args,
      })),
    )
    fc.assert(
      fc.property(message, anyStyle, (outgoing, style) => {
        const plain = decodeEnvelope(encodeEnvelope(outgoing))
        const styled = decodeEnvelope(encodeEnvelope(outgoing, style))
        expect(styled.issues).toEqual([])
        expect(meaning(styled.decoded, style)).toEqual(meaning(plain.decoded, style))
        expect({ ...styled, decoded: null, source: null }).toEqual({ ...plain, decoded: null, source: null })
      }),
      { numRuns: 500 },
    )
  })

  it('means the same in whatever style for faults', () => {
    const fault: CwmpFault = {
      code: '9003',
      string: 'Invalid <arguments>',
      blame: 'Client',
      parameters: [{ parameterName: 'Device.X', code: '9007', string: 'no' }],
    }
    fc.assert(
      fc.property(anyStyle, (style) => {
        const text = encodeEnvelope({ kind: 'fault', version: '1.2', header: { id: '1' }, fault }, style)
        expect(decodeEnvelope(text)).toMatchObject({ fault, header: { id: '1' }, issues: [] })
      }),
    )
  })

  it.each<[SoapHeader]>([
    [{ id: ' a<b ' }],
    [{ id: '1', holdRequests: true }],
    [{ id: '1', sessionTimeout: 60, supportedCwmpVersions: ['1.0', '1.4'] }],
    [{ id: '1', useCwmpVersion: '1.4' }],
    [{ id: '1', noMoreRequests: false }],
    [{}],
  ])('keeps the header %j', (header) => {
    const text = encodeEnvelope({ kind: 'request', rpc: 'Reboot', version: '1.2', header, arguments: {} })
    expect(decodeEnvelope(text).header).toEqual(header)
  })

  it.each<[CwmpFault]>([
    [{ code: '9005', string: 'Invalid <name>', blame: 'Client' }],
    [{ code: '8002', string: '', blame: 'Server' }],
    [
      {
        code: '9003',
        string: 'Invalid arguments',
        blame: 'Client',
        parameters: [{ parameterName: 'Device.X', code: '9007', string: 'Invalid value' }],
      },
    ],
    [{ code: 'soapenv:MustUnderstand', string: 'header', blame: 'Server' }],
  ])('keeps the fault %j', (fault) => {
    const text = encodeEnvelope({ kind: 'fault', version: '1.0', header: { id: '1' }, fault })
    const decoded = decodeEnvelope(text)
    expect(decoded.fault).toEqual(fault)
    expect(decoded.rpc).toBe(fault.parameters === undefined ? 'Fault' : 'SetParameterValues')
    expect(decoded.issues).toEqual([])
  })
})

describe('what is written', () => {
  const reboot = (version: CwmpVersion): OutgoingMessage => ({
    kind: 'request',
    rpc: 'Reboot',
    version,
    header: { id: '1' },
    arguments: {},
  })

  it('uses the namespace of the version, one for 1.2 to 1.4', () => {
    const namespaces = (['1.0', '1.1', '1.2', '1.3', '1.4'] as const).map(
      (version) => /cwmp-1-\d/.exec(encodeEnvelope(reboot(version)))?.[0],
    )
    expect(namespaces).toEqual(['cwmp-1-0', 'cwmp-1-1', 'cwmp-1-2', 'cwmp-1-2', 'cwmp-1-2'])
  })

  it('writes defaults for what was not given', () => {
    expect(decodeEnvelope(encodeEnvelope(reboot('1.0'))).decoded).toEqual({ CommandKey: '' })
  })

  it('leaves the declaration out only when told to', () => {
    expect(encodeEnvelope(reboot('1.0'))).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/)
    expect(encodeEnvelope(reboot('1.0'), { xmlDeclaration: false })).toMatch(/^<soapenv:Envelope/)
  })

  it('spells booleans as the device wants them, and as given if nobody says', () => {
    const message: OutgoingMessage = {
      kind: 'request',
      rpc: 'SetParameterValues',
      version: '1.0',
      header: {},
      arguments: {
        ParameterList: [
          { Name: 'a', Value: 'true', Type: 'xsd:boolean' },
          { Name: 'b', Value: 'true', Type: 'xsd:string' },
        ],
      },
    }
    const values = (style: Parameters<typeof encodeEnvelope>[1]): string[] =>
      [...encodeEnvelope(message, style).matchAll(/<Value [^>]*>([^<]*)</g)].map((match) => match[1]!)
    expect(values({ booleanLiteral: '0/1' })).toEqual(['1', 'true'])
    expect(values({ booleanLiteral: 'true/false' })).toEqual(['true', 'true'])
    expect(values({})).toEqual(['true', 'true'])
  })

  it('sends base64Binary for the SOAP type base64, which XML Schema does not have', () => {
    const text = encodeEnvelope({
      kind: 'request',
      rpc: 'SetParameterValues',
      version: '1.0',
      header: {},
      arguments: { ParameterList: [{ Name: 'a', Value: 'AA==', Type: 'xsd:base64' }] },
    })
    expect(text).toContain('xsi:type="xsd:base64Binary"')
  })

  it('writes times with or without fractions as the device wants them, and leaves alone what is no time', () => {
    const times = (dateTimeFraction: WriteStyle['dateTimeFraction']): string[] =>
      [
        ...encodeEnvelope(
          {
            kind: 'request',
            rpc: 'SetParameterValues',
            version: '1.0',
            header: {},
            arguments: {
              ParameterList: [
                '2026-11-22T10:00:00Z',
                '2026-11-22T10:00:00.123456+01:00',
                '2026-11-22T10:00:00.5',
                '2026-11-22_10:00:00.5',
              ].map((Value) => ({ Name: 'a', Value, Type: 'xsd:dateTime' })),
            },
          },
          { dateTimeFraction },
        ).matchAll(/<Value [^>]*>([^<]*)</g),
      ].map((match) => match[1]!)
    expect(times('none')).toEqual([
      '2026-11-22T10:00:00Z',
      '2026-11-22T10:00:00+01:00',
      '2026-11-22T10:00:00',
      '2026-11-22_10:00:00.5',
    ])
    expect(times('milliseconds')).toEqual([
      '2026-11-22T10:00:00.000Z',
      '2026-11-22T10:00:00.123+01:00',
      '2026-11-22T10:00:00.500',
      '2026-11-22_10:00:00.5',
    ])
    expect(times('as-given')[1]).toBe('2026-11-22T10:00:00.123456+01:00')
  })

  it('declares and uses the prefixes it is told', () => {
    const prefixes = {
      envelope: 'SOAP-ENV',
      encoding: 'SOAP-ENC',
      schema: 'xs',
      schemaInstance: 'si',
      cwmp: 'dslforum',
    }
    const text = encodeEnvelope(
      {
        kind: 'request',
        rpc: 'SetParameterValues',
        version: '1.0',
        header: { id: '1' },
        arguments: { ParameterList: [{ Name: 'a', Value: '1', Type: 'xsd:int' }], ParameterKey: '' },
      },
      { prefixes, xmlDeclaration: false },
    )
    expect(text).toBe(
      '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"' +
        ' xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xs="http://www.w3.org/2001/XMLSchema"' +
        ' xmlns:si="http://www.w3.org/2001/XMLSchema-instance" xmlns:dslforum="urn:dslforum-org:cwmp-1-0">' +
        '<SOAP-ENV:Header><dslforum:ID SOAP-ENV:mustUnderstand="1">1</dslforum:ID></SOAP-ENV:Header>' +
        '<SOAP-ENV:Body><dslforum:SetParameterValues>' +
        '<ParameterList SOAP-ENC:arrayType="dslforum:ParameterValueStruct[1]">' +
        '<ParameterValueStruct><Name>a</Name><Value si:type="xs:int">1</Value></ParameterValueStruct>' +
        '</ParameterList><ParameterKey/></dslforum:SetParameterValues></SOAP-ENV:Body></SOAP-ENV:Envelope>',
    )
  })

  it('writes a vendor method as it stands', () => {
    const args = { Count: '2', Box: { Left: '1' } }
    const text = encodeEnvelope({
      kind: 'request',
      rpc: 'X_00D09E_Pack',
      version: '1.0',
      header: { id: '1' },
      arguments: args,
    })
    expect(decodeEnvelope(text)).toMatchObject({
      ok: true,
      rpc: 'X_00D09E_Pack',
      decoded: args,
      issues: [],
    })
  })

  it('writes and reads any tree of a vendor method', () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9_.-]{0,8}$/).filter((text) => !isTypeName(text))
    const { tree } = fc.letrec<{ tree: RpcValue; value: RpcValue }>((tie) => ({
      tree: fc
        .tuple(
          fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
          fc.option(fc.constantFrom('X_00D09E_Struct', 'AnyStruct')),
        )
        .map(([struct, type]): RpcValue => {
          if (Object.keys(struct).length === 0) return ''
          return type === null ? struct : { $type: type, ...struct }
        }),
      // XML has no lists: several elements of one name are one, so a list of none or one is no list when it is read.
      value: fc.oneof(
        { maxDepth: 4 },
        anyText(30),
        tie('tree'),
        fc.array(fc.oneof(anyText(8), tie('tree')), { minLength: 2, maxLength: 3 }),
      ),
    }))
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom('request' as const, 'response' as const),
        anyStyle,
        (made, kind, style) => {
          if (typeof made === 'string' || Array.isArray(made)) return
          const args: RpcStruct = Object.fromEntries(Object.entries(made).filter(([key]) => key !== '$type'))
          const rpc = 'X_00D09E_Pack'
          const text = encodeEnvelope(
            { kind, rpc, version: '1.0', header: { id: '1' }, arguments: args },
            style,
          )
          const decoded = decodeEnvelope(text)
          expect(decoded).toMatchObject({ ok: true, kind, rpc, issues: [] })
          expect(decoded.decoded).toEqual(args)
        },
      ),
      { numRuns: 200 },
    )
  })
})

/** Elements of these names carry a type and its value, also in a vendor's tree. */
const isTypeName = (name: string): boolean => name === 'Type' || name === 'Value'

/** Arguments with booleans and times as a style may have written them. */
function meaning(value: RpcValue, style: Partial<WriteStyle>): unknown {
  if (typeof value === 'string') return sameSpelling(value, style)
  if (Array.isArray(value)) return value.map((item: RpcValue) => meaning(item, style))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, meaning(item, style)]))
}

function sameSpelling(text: string, { booleanLiteral, dateTimeFraction }: Partial<WriteStyle>): string {
  if ((booleanLiteral ?? 'as-given') !== 'as-given') {
    if (text === 'true') return '1'
    if (text === 'false') return '0'
  }
  return (dateTimeFraction ?? 'as-given') === 'as-given'
    ? text
    : text.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+/, '$1')
}

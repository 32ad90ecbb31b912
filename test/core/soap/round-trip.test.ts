import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import type { CwmpFault, CwmpVersion, OutgoingMessage, SoapHeader } from '../../../src/core/soap/index.js'
import { decodeEnvelope, encodeEnvelope } from '../../../src/core/soap/index.js'
import { argumentsFor } from '../rpc/arguments.js'

const sides = [...rpcTable.values()].flatMap((rpc) =>
  (['request', 'response'] as const).map((kind) => [rpc.method, kind, rpc[kind]] as const),
)

describe('decode(encode(x))', () => {
  it.each(sides)('is x for %s %s, without a finding', (rpc, kind, fields) => {
    fc.assert(
      fc.property(argumentsFor(fields), fc.boolean(), (args, pretty) => {
        const message: OutgoingMessage = { kind, rpc, version: '1.2', header: { id: '7' }, arguments: args }
        const decoded = decodeEnvelope(encodeEnvelope(message, { pretty }))
        expect(decoded.issues).toEqual([])
        expect(decoded).toMatchObject({ ok: true, kind, rpc, header: { id: '7' }, cwmpVersion: '1.2' })
        expect(decoded.decoded).toEqual(args)
      }),
      { numRuns: 40 },
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
})

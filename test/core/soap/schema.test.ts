import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import type { CwmpVersion, OutgoingMessage, SoapHeader, WriteStyle } from '../../../src/core/soap/index.js'
import { encodeEnvelope } from '../../../src/core/soap/index.js'
import { argumentsFor } from '../rpc/arguments.js'
import { anyStyle } from './styles.js'
import { complaints, hasSchemas } from './validator.js'

/** Every message we write, against the schemas of the Broadband Forum. */

const versions: readonly CwmpVersion[] = ['1.0', '1.1', '1.2', '1.3', '1.4']
const id = '1'
/** The headers each side may set, by the version that brought them. */
const headers: readonly (readonly [since: CwmpVersion, header: SoapHeader])[] = [
  ['1.0', {}],
  ['1.0', { id }],
  ['1.0', { id: '' }],
  ['1.0', { id: '<&"\r\n>', holdRequests: true }],
  ['1.0', { id, holdRequests: false }],
  ['1.3', { id, sessionTimeout: 30 }],
  ['1.3', { id, sessionTimeout: 4_294_967_295 }],
  ['1.4', { id, sessionTimeout: 60, supportedCwmpVersions: ['1.0', '1.1', '1.2', '1.3', '1.4'] }],
  ['1.4', { id, useCwmpVersion: '1.4' }],
]
const headersOf = (version: CwmpVersion): fc.Arbitrary<SoapHeader> =>
  fc.constantFrom(...headers.filter(([since]) => since <= version).map(([, header]) => header))

describe.skipIf(!hasSchemas)('what we write, against the published schemas', () => {
  const cases = versions.flatMap((version) =>
    [...rpcTable.values()]
      .filter((rpc) => rpc.since <= version)
      .map((rpc) => [version, rpc.method, rpc] as const),
  )

  it.each(cases)('CWMP %s: %s, request and response', (version, rpc, definition) => {
    for (const kind of ['request', 'response'] as const) {
      const property = fc.property(
        argumentsFor(definition[kind], version),
        headersOf(version),
        anyStyle,
        (args, header, style) => {
          const message: OutgoingMessage = { kind, rpc, version, header, arguments: args }
          expect(complaints(encodeEnvelope(message, style), version)).toBe('')
        },
      )
      fc.assert(property, { numRuns: 25 })
    }
  })

  it.each(versions)('CWMP %s: faults, with and without SetParameterValuesFault', (version) => {
    const code = (first: number, last: number): fc.Arbitrary<string> =>
      fc.integer({ min: first, max: last }).map(String)
    // Before 1.2 the codes are enumerated one by one.
    const anyCode =
      version < '1.2'
        ? fc.oneof(code(9000, 9012), code(9800, 9899), code(8000, 8005), code(8800, 8899))
        : fc.oneof(code(9000, 9899), code(8000, 8899))
    const cpeCode = version < '1.2' ? code(9001, 9008) : code(9000, 9899)
    const parameter = fc.record({ parameterName: fc.string(), code: cpeCode, string: fc.string() })
    const fault = fc.record({
      code: anyCode,
      string: fc.string(),
      blame: fc.constantFrom('Client' as const, 'Server' as const),
      parameters: fc.array(parameter, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fault, headersOf(version), anyStyle, (made, header, style) => {
        const text = encodeEnvelope({ kind: 'fault', version, header, fault: made }, style)
        expect(complaints(text, version)).toBe('')
      }),
    )
  })

  it('a plain SOAP fault', () => {
    const fault = { code: 'soapenv:MustUnderstand', string: 'header', blame: 'Client' as const }
    for (const envelope of ['soapenv', 'SOAP-ENV']) {
      const style: Partial<WriteStyle> = { prefixes: { ...prefixes, envelope } }
      const text = encodeEnvelope({ kind: 'fault', version: '1.0', header: {}, fault }, style)
      expect(complaints(text, '1.0')).toBe('')
    }
  })

  it.each<[string, string, RegExp]>([
    ['an element of another name', 'CommandKey', /CommandKey/],
    ['a text that is too long', `>${'k'.repeat(32)}<`, /maxLength|length/],
    ['a header that need not be understood', 'soapenv:mustUnderstand="1"', /fixed|mustUnderstand/],
  ])('notices %s: the check can fail', (_, part, complaint) => {
    const args = { CommandKey: 'k'.repeat(32) }
    const text = encodeEnvelope({
      kind: 'request',
      rpc: 'Reboot',
      version: '1.0',
      header: { id },
      arguments: args,
    })
    expect(complaints(text, '1.0')).toBe('')
    const broken = part.startsWith('>')
      ? text.replace(part, `>k${part.slice(1)}`)
      : text.replaceAll(part, part.replace('CommandKey', 'Key').replace('"1"', '"0"'))
    expect(broken).not.toBe(text)
    expect(complaints(broken, '1.0')).toMatch(complaint)
  })

  it('notices a wrong array count, which the schema does not', () => {
    const text = encodeEnvelope({
      kind: 'request',
      rpc: 'GetParameterValues',
      version: '1.2',
      header: { id },
      arguments: { ParameterNames: ['Device.', 'Device.DeviceInfo.'] },
    })
    expect(complaints(text, '1.2')).toBe('')
    expect(complaints(text.replace('[2]', '[3]'), '1.2')).toBe(
      'ParameterNames says xsd:string[3] and has 2 members.\n',
    )
  })
})

const prefixes: WriteStyle['prefixes'] = {
  envelope: 'soapenv',
  encoding: 'soapenc',
  schema: 'xsd',
  schemaInstance: 'xsi',
  cwmp: 'cwmp',
}

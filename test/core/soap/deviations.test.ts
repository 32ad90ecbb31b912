import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DecodedEnvelope } from '../../../src/core/soap/index.js'
import { decodeEnvelope, decodeEnvelopes } from '../../../src/core/soap/index.js'

/** What CPEs and ACSs in the field get wrong, each decoded as far as it goes and named. */

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/soap', name))
const decode = (name: string): DecodedEnvelope => decodeEnvelope(fixture(name))
const rules = (envelope: DecodedEnvelope): string[] => [
  ...new Set(envelope.issues.map((finding) => finding.rule)),
]

const bothParameters = [
  { Name: 'Device.DeviceInfo.SoftwareVersion', Value: '1.2.3', Type: 'xsd:string' },
  {
    Name: 'Device.ManagementServer.ConnectionRequestURL',
    Value: 'http://192.0.2.7:7547/cr',
    Type: 'xsd:string',
  },
]

describe('Informs that deviate', () => {
  it.each([
    ['inform-no-header.xml', ['missing-cwmp-id']],
    ['inform-padded-counts.xml', ['padded-array-count']],
    ['inform-wrong-counts.xml', ['array-count-mismatch']],
    ['inform-odd-prefixes.xml', []],
    ['inform-undeclared-prefix.xml', ['undeclared-prefix', 'wrong-cwmp-namespace']],
    ['inform-bom.xml', ['byte-order-mark']],
    ['inform-default-namespace.xml', ['qualified-argument']],
    ['inform-late-declaration.xml', ['declaration-not-first']],
    ['inform-legacy-headers.xml', ['wrong-must-understand', 'deprecated-header', 'missing-element']],
    ['inform-1-3-namespace.xml', ['non-standard-cwmp-namespace']],
    ['inform-1-4-headers.xml', []],
  ])('%s is read whole, with %j', (file, expected) => {
    const envelope = decode(file)
    expect(envelope).toMatchObject({ ok: true, kind: 'request', rpc: 'Inform', parameters: 2 })
    expect(envelope.decoded['ParameterList']).toEqual(bothParameters)
    expect(envelope.decoded['DeviceId']).toMatchObject({ OUI: 'A1B2C3', SerialNumber: 'SN-0001' })
    expect(rules(envelope)).toEqual(expected)
  })

  it('a truncated one is read up to the break, which is named', () => {
    const envelope = decode('inform-truncated.xml')
    expect(envelope).toMatchObject({ ok: true, rpc: 'Inform', parameters: 2, header: { id: '42' } })
    expect(envelope.decoded['ParameterList']).toEqual([
      bothParameters[0],
      { Name: 'Device.ManagementServer.ConnectionRequestURL' },
    ])
    const truncated = envelope.issues.find((issue) => issue.rule === 'truncated')
    expect(envelope.source.document.positionAt(truncated!.offset).line).toBe(10)
  })
})

describe('versions', () => {
  it.each([
    ['inform-no-header.xml', '1.0'],
    ['inform-default-namespace.xml', '1.1'],
    ['inform-1-3-namespace.xml', '1.3'],
    ['inform-1-4-headers.xml', '1.4'],
  ])('%s shows %s', (file, version) => {
    expect(decode(file).cwmpVersion).toBe(version)
  })

  it('tells 1.3 from 1.2 by its SessionTimeout', () => {
    const text = Buffer.from(fixture('inform-1-4-headers.xml')).toString()
    const older = text.replace(/<cwmp:Supported.*?<\/cwmp:SupportedCWMPVersions>/, '')
    expect(decodeEnvelope(older).cwmpVersion).toBe('1.3')
    expect(
      decodeEnvelope(older.replace(/<cwmp:SessionTimeout>.*?<\/cwmp:SessionTimeout>/, '')).cwmpVersion,
    ).toBe('1.2')
  })
})

describe('values', () => {
  it('a missing Value stays missing', () => {
    const envelope = decode('gpv-response-missing-value.xml')
    expect(envelope.parameters).toBe(2)
    expect(envelope.decoded['ParameterList']).toEqual([
      { Name: 'Device.DeviceInfo.DeviceLog' },
      bothParameters[0],
    ])
    expect(rules(envelope)).toEqual(['missing-value'])
  })

  it('white space in a value is kept, and a missing type is named', () => {
    const envelope = decode('gpv-response-untyped.xml')
    expect(envelope.decoded['ParameterList']).toEqual([{ Name: 'Device.X', Value: ' two  words ' }])
    expect(rules(envelope)).toEqual(['missing-array-type', 'missing-value-type'])
  })

  it('bytes that are no UTF-8 are kept visible and located', () => {
    const envelope = decode('gpv-response-raw-ff.xml')
    expect(envelope.decoded['ParameterList']).toMatchObject([{ Value: 'caf\ufffd\ufffd' }])
    expect(rules(envelope)).toEqual(['undecodable-bytes'])
    const { line, column } = envelope.source.document.positionAt(envelope.issues[0]!.offset)
    const source = Buffer.from(fixture('gpv-response-raw-ff.xml')).toString('latin1').split('\n')
    expect(source[line! - 1]!.slice(column! - 1, column! + 1)).toBe('\u00ff\u00fe')
  })

  it('ISO-8859-1 is read by the declaration, or by the HTTP charset over it', () => {
    expect(decode('gpv-response-latin1.xml').decoded['ParameterList']).toMatchObject([
      { Value: 'Café Zürich' },
    ])
    const bytes = new TextEncoder().encode(Buffer.from(fixture('gpv-response-latin1.xml')).toString('latin1'))
    const decoded = decodeEnvelope(bytes, { charset: 'utf-8' })
    expect(decoded.decoded['ParameterList']).toMatchObject([{ Value: 'Café Zürich' }])
  })

  it('raw ampersands, control characters and unescaped markup are kept as the value', () => {
    const envelope = decode('gpv-response-raw-markup.xml')
    expect(envelope.decoded['ParameterList']).toMatchObject([
      { Value: 'Tom & Jerry \u0002' },
      { Value: '<b>up</b>' },
    ])
    expect(rules(envelope)).toEqual(['raw-ampersand', 'illegal-character', 'unexpected-children'])
  })
})

describe('faults', () => {
  it('one without header, with the parameters it is about', () => {
    const envelope = decode('fault-no-header.xml')
    expect(envelope).toMatchObject({ ok: true, kind: 'fault', rpc: 'SetParameterValues', decoded: {} })
    expect(envelope.fault).toEqual({
      code: '9003',
      string: 'Invalid arguments',
      blame: 'Client',
      parameters: [{ parameterName: 'Device.X.Y', code: '9007', string: 'Invalid value' }],
    })
  })

  it('one whose element has two colons, as an ACS is known to write it', () => {
    const envelope = decode('fault-two-colons.xml')
    expect(envelope).toMatchObject({ kind: 'fault', rpc: 'Fault', fault: { code: '8005', blame: 'Server' } })
    expect(rules(envelope)).toContain('malformed-name')
  })

  it('a FaultStruct that is just a number is kept as text', () => {
    const envelope = decode('transfer-complete-text-fault.xml')
    expect(envelope.decoded['FaultStruct']).toBe('0')
    expect(rules(envelope)).toEqual(['struct-expected'])
  })
})

describe('the rest', () => {
  it('a misspelt end tag does not take the next element with it', () => {
    const envelope = decode('set-attributes-mismatched.xml')
    expect(envelope.decoded['ParameterList']).toEqual([
      {
        Name: 'Device.X',
        NotificationChange: 'true',
        Notification: '2',
        AccessListChange: '0',
        AccessList: [],
      },
    ])
    expect(rules(envelope)).toEqual(['mismatched-end-tag'])
  })

  it('several envelopes are all decoded, and the second is named', () => {
    const envelopes = decodeEnvelopes(fixture('two-envelopes.xml'))
    expect(envelopes.map((envelope) => envelope.rpc)).toEqual(['Inform', 'GetRPCMethods'])
    expect(rules(decode('two-envelopes.xml'))).toEqual(['several-envelopes'])
  })

  it('what is wrong with the XML is said of the envelope it stands in or before', () => {
    const [first, second] = ['two', 'three'].map(
      (id) =>
        `<?xml version="1.0"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><ID s:mustUnderstand="1">${id} & ${id}</ID></s:Header><s:Body><c:Reboot xmlns:c="urn:dslforum-org:cwmp-1-0"><CommandKey/></c:Reboot></s:Body></s:Envelope>\n`,
    )
    const envelopes = decodeEnvelopes(`${first}${second}end`)
    expect(envelopes.map(rules)).toEqual([
      ['raw-ampersand'],
      ['declaration-not-first', 'several-envelopes', 'raw-ampersand', 'text-after-envelope'],
    ])
  })

  it('a vendor RPC becomes a plain tree', () => {
    expect(decode('vendor-rpc.xml')).toMatchObject({
      ok: true,
      rpc: 'X_00D09E_Scan',
      decoded: { Band: '5', Found: ['a', 'b'], Box: { Left: '1' } },
      issues: [],
    })
  })

  it('an RPC nobody knows is one still, by its namespace', () => {
    expect(decode('unknown-rpc.xml')).toMatchObject({
      ok: true,
      rpc: 'FlyToTheMoon',
      decoded: { Speed: '11' },
    })
    expect(rules(decode('unknown-rpc.xml'))).toEqual(['unknown-rpc'])
  })

  it.each([
    ['other-soap.xml', 'unknown-rpc'],
    ['session-lf.http', null],
  ])('%s', (file, rule) => {
    const envelope = decode(file)
    if (rule === null) expect(envelope.ok).toBe(true)
    else expect(envelope).toMatchObject({ ok: false, rpc: null })
    if (rule !== null) expect(rules(envelope)).toContain(rule)
  })

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['HTML', '<!DOCTYPE html><html><body>no</body></html>'],
    ['an empty Body', '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>'],
    ['no Body', '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>'],
  ])('%s is not ok, and says why', (_, text) => {
    const envelope = decodeEnvelope(text)
    expect(envelope).toMatchObject({ ok: false, rpc: null, decoded: {} })
    expect(envelope.issues.length).toBeGreaterThan(0)
  })

  it('an RPC without envelope is recognised and named', () => {
    const envelope = decodeEnvelope(
      '<cwmp:Reboot xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><CommandKey>k</CommandKey></cwmp:Reboot>',
    )
    expect(envelope).toMatchObject({ ok: true, rpc: 'Reboot', decoded: { CommandKey: 'k' } })
    expect(rules(envelope)).toContain('no-envelope')
  })

  it('a SOAP 1.2 envelope is read and named', () => {
    const text = Buffer.from(fixture('inform-padded-counts.xml')).toString()
    const envelope = decodeEnvelope(
      text.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
    )
    expect(envelope.rpc).toBe('Inform')
    expect(rules(envelope)).toContain('wrong-envelope-namespace')
  })

  it('an element called __proto__ is a key like any other', () => {
    const text = Buffer.from(fixture('unknown-rpc.xml')).toString().replaceAll('Speed', '__proto__')
    const { decoded } = decodeEnvelope(text)
    expect(Object.keys(decoded)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype)
  })

  it('a defect that every parameter has is told ten times and then counted', () => {
    const text = Buffer.from(fixture('gpv-response-untyped.xml')).toString()
    const struct = /<ParameterValueStruct>.*<\/ParameterValueStruct>/s.exec(text)![0]
    const { issues, parameters } = decodeEnvelope(text.replace(struct, struct.repeat(5000)))
    expect(parameters).toBe(5000)
    const typed = issues.filter((issue) => issue.rule === 'missing-value-type')
    expect(typed).toHaveLength(11)
    expect(typed.at(-1)?.message).toContain('4990 like this')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rpcTable } from '../../../src/core/rpc/index.js'
import {
  decodeEnvelope,
  encodeEnvelope,
  pathOfPlace,
  placeOfPath,
  valuesOf,
  type DecodedEnvelope,
  type RpcValue,
  type ValuePath,
} from '../../../src/core/soap/index.js'
import { argumentsFor } from '../rpc/arguments.js'

const sides = [...rpcTable.values()].flatMap((rpc) =>
  (['request', 'response'] as const).map((kind) => [rpc.method, kind, rpc[kind]] as const),
)

/** Every path of a tree, containers before what is in them. */
function pathsOf(value: RpcValue, path: ValuePath = []): { path: ValuePath; value: RpcValue }[] {
  const own = path.length === 0 ? [] : [{ path, value }]
  if (typeof value === 'string') return own
  const members = Array.isArray(value)
    ? value.map((member, position) => [position, member] as const)
    : Object.entries(value)
  return [...own, ...members.flatMap(([key, member]) => pathsOf(member, [...path, key]))]
}

const isType = (path: ValuePath) => path.at(-1) === '$type' || path.at(-1) === 'Type'

/** What the characters of a place mean, once character references are undone. */
function meaning(text: string): string {
  return text
    .replaceAll(/&#x([0-9A-Fa-f]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&')
}

/** The laws: every value has a place that says it, and every character of the place leads back. */
function checkPlaces(envelope: DecodedEnvelope): void {
  const { text } = envelope.source.document
  for (const { path, value } of pathsOf(valuesOf(envelope))) {
    const place = placeOfPath(envelope, path)
    if (place === null) throw new Error(`no place for ${path.join('/')} in ${text}`)
    const { start, end, valueStart, valueEnd } = place
    expect(start <= valueStart && valueStart <= valueEnd && valueEnd <= end, path.join('/')).toBe(true)
    if (typeof value !== 'string') {
      // The only member of a list without an element of its own stands where the list does.
      expect(pathOfPlace(envelope, start, end)?.slice(0, path.length), path.join('/')).toEqual(path)
      continue
    }
    const said = meaning(text.slice(valueStart, valueEnd))
    expect(isType(path) ? said.split(':').at(-1) : said, path.join('/')).toBe(
      isType(path) ? value.split(':').at(-1) : value,
    )
    for (let offset = valueStart; offset < valueEnd; offset++) {
      expect(pathOfPlace(envelope, offset), `${path.join('/')} at ${offset}`).toEqual(path)
    }
    expect(pathOfPlace(envelope, start), path.join('/')).toEqual(path)
  }
}

const envelopeOf = (body: string, header = '<cwmp:ID s:mustUnderstand="1">7</cwmp:ID>') =>
  decodeEnvelope(
    `<?xml version="1.0"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  )

describe('places of values', () => {
  it.each(sides)('of %s %s: every value has one, and it leads back', (rpc, kind, fields) => {
    fc.assert(
      fc.property(argumentsFor(fields), fc.boolean(), (args, pretty) => {
        const text = encodeEnvelope(
          { kind, rpc, version: '1.2', header: { id: '7', holdRequests: true }, arguments: args },
          { pretty },
        )
        checkPlaces(decodeEnvelope(text))
      }),
      { numRuns: 15 },
    )
  })

  it('are found in what the field makes of it', () => {
    for (const body of [
      // An element too many around a struct, a list that is none, members of a wrong name.
      '<cwmp:Inform><DeviceId><DeviceIdStruct><Manufacturer>M</Manufacturer><OUI>O</OUI></DeviceIdStruct></DeviceId><Event><Ev><EventCode>1 BOOT</EventCode></Ev><Ev>text</Ev></Event></cwmp:Inform>',
      // What is there twice counts once.
      '<cwmp:Reboot><CommandKey>one</CommandKey><CommandKey>two</CommandKey></cwmp:Reboot>',
      // Unknown elements, once and repeated.
      '<cwmp:Reboot><CommandKey/><X_A>1</X_A><X_B>1</X_B><X_B>2</X_B><X_C><D>1</D></X_C></cwmp:Reboot>',
      // Unescaped markup in a value.
      '<cwmp:SetParameterValues><ParameterList><ParameterValueStruct><Name>Device.A</Name><Value x:type="xsd:string"><b>bold</b> text</Value></ParameterValueStruct></ParameterList><ParameterKey>k</ParameterKey></cwmp:SetParameterValues>',
      // A vendor's RPC: a tree nobody defined.
      '<cwmp:X_00D09E_Do><A x:type="cwmp:Thing"><B>1</B><B>2</B></A><L s:arrayType="x[2]"><i>1</i><i><q>2</q></i></L></cwmp:X_00D09E_Do>',
      // A list of one, an empty list, an empty member.
      '<cwmp:GetParameterValues><ParameterNames><string></string></ParameterNames></cwmp:GetParameterValues>',
      '<cwmp:GetParameterValues><ParameterNames/></cwmp:GetParameterValues>',
      '<s:Fault><faultcode>s:Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>A</ParameterName><FaultCode>9007</FaultCode></SetParameterValuesFault><SetParameterValuesFault><ParameterName>B</ParameterName></SetParameterValuesFault></cwmp:Fault></detail></s:Fault>',
    ]) {
      checkPlaces(envelopeOf(body))
    }
  })

  it('of a message without a header, or cut short, are those that are there', () => {
    checkPlaces(envelopeOf('<cwmp:Reboot><CommandKey>a</CommandKey></cwmp:Reboot>', ''))
    checkPlaces(decodeEnvelope('<cwmp:Reboot xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><CommandKey>a b'))
    expect(valuesOf(decodeEnvelope('nothing'))).toEqual({ body: {} })
    expect(placeOfPath(decodeEnvelope('nothing'), ['body'])).toBeNull()
  })

  it('are null for paths that lead nowhere and for characters outside of all values', () => {
    const envelope = envelopeOf('<cwmp:Reboot><CommandKey>a</CommandKey></cwmp:Reboot>')
    expect(placeOfPath(envelope, ['body', 'Nothing'])).toBeNull()
    expect(placeOfPath(envelope, ['body', 'CommandKey', 0])).toBeNull()
    expect(pathOfPlace(envelope, 0)).toBeNull()
    expect(pathOfPlace(envelope, envelope.source.document.text.length)).toBeNull()
    expect(pathOfPlace(envelope, -1)).toBeNull()
  })

  it('of a selection over several values is that of what holds them all', () => {
    const envelope = envelopeOf(
      '<cwmp:Download><CommandKey>a</CommandKey><URL>b</URL><DelaySeconds>1</DelaySeconds></cwmp:Download>',
    )
    const key = placeOfPath(envelope, ['body', 'CommandKey'])!
    const url = placeOfPath(envelope, ['body', 'URL'])!
    expect(pathOfPlace(envelope, key.valueStart, url.valueEnd)).toEqual(['body'])
    expect(pathOfPlace(envelope, key.start, key.end)).toEqual(['body', 'CommandKey'])
  })

  it('never fail on damage, whatever it is', () => {
    const text = encodeEnvelope({
      kind: 'request',
      rpc: 'SetParameterValues',
      version: '1.0',
      header: { id: '1' },
      arguments: {
        ParameterList: [
          { Name: 'Device.A', Value: '1', Type: 'xsd:string' },
          { Name: 'Device.B', Value: '2', Type: 'xsd:string' },
        ],
        ParameterKey: 'k',
      },
    })
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(30),
        fc.constantFrom('', '<', '&', '</a>', '<a>'),
        (at, cut, put) => {
          const envelope = decodeEnvelope(text.slice(0, at) + put + text.slice(at + cut))
          for (const { path, value } of pathsOf(valuesOf(envelope))) {
            if (typeof value !== 'string' || isType(path)) continue
            const place = placeOfPath(envelope, path)
            expect(place, path.join('/')).not.toBeNull()
            // A stray end tag stands in the value's place, but is none of its text.
            const said = envelope.source.document.text.slice(place!.valueStart, place!.valueEnd)
            expect(meaning(said).replaceAll('</a>', ''), path.join('/')).toBe(value)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('are found quickly in a message of 20,000 parameters', () => {
    const list = Array.from({ length: 20_000 }, (_, index) => ({
      Name: `Device.Hosts.Host.${index}.Active`,
      Value: 'true',
      Type: 'xsd:boolean',
    }))
    const envelope = decodeEnvelope(
      encodeEnvelope({
        kind: 'response',
        rpc: 'GetParameterValues',
        version: '1.0',
        header: { id: '1' },
        arguments: { ParameterList: list },
      }),
    )
    const path = ['body', 'ParameterList', 19_999, 'Value']
    const started = performance.now()
    const place = placeOfPath(envelope, path)!
    expect(pathOfPlace(envelope, place.valueStart)).toEqual(path)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

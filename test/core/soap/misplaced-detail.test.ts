import { describe, expect, it } from 'vitest'
import { lintMessage } from '../../../src/core/lint/index.js'
import { decodeEnvelope } from '../../../src/core/soap/index.js'

/** netcwmp closes its faultstring behind the detail of the fault. */

const cwmpFault =
  '<cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString>' +
  '<SetParameterValuesFault><ParameterName>Device.X</ParameterName><FaultCode>9007</FaultCode><FaultString>No such mode</FaultString></SetParameterValuesFault></cwmp:Fault>'

function envelope(faultstring: string): Uint8Array {
  return new TextEncoder().encode(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0"><s:Header><cwmp:ID s:mustUnderstand="1">7</cwmp:ID></s:Header><s:Body><s:Fault><faultcode>Client</faultcode>${faultstring}</s:Fault></s:Body></s:Envelope>`,
  )
}

const nested = envelope(`<faultstring>CWMP fault<detail>${cwmpFault}</detail></faultstring>`)
const right = envelope(`<faultstring>CWMP fault</faultstring><detail>${cwmpFault}</detail>`)

describe('a fault with its detail in the faultstring', () => {
  it('is read as one with its detail behind it', () => {
    const read = decodeEnvelope(nested)
    expect(read).toMatchObject({ ok: true, kind: 'fault', rpc: 'SetParameterValues' })
    expect(read.fault).toEqual({
      code: '9003',
      string: 'Invalid arguments',
      blame: 'Client',
      parameters: [{ parameterName: 'Device.X', code: '9007', string: 'No such mode' }],
    })
    expect(read.fault).toEqual(decodeEnvelope(right).fault)
  })

  it('is named for that, and not for lacking its detail', () => {
    const rules = (body: Uint8Array): string[] =>
      lintMessage({
        head: null,
        body,
        kind: 'fault',
        envelope: decodeEnvelope(body),
        framing: [],
        direction: 'cpe-to-acs',
      }).map(({ rule }) => rule)
    expect(rules(nested)).toEqual(['detail-in-faultstring'])
    expect(rules(right)).toEqual([])
  })
})

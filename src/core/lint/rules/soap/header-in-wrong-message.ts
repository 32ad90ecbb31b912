import { headerElements } from '../../header-elements.js'
import { tagOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

const messageOf: ReadonlyMap<
  string,
  {
    readonly direction: 'cpe-to-acs' | 'acs-to-cpe'
    readonly kind: 'request' | 'response'
    readonly says: string
  }
> = new Map([
  ['SessionTimeout', { direction: 'cpe-to-acs', kind: 'request', says: 'an Inform' }],
  ['SupportedCWMPVersions', { direction: 'cpe-to-acs', kind: 'request', says: 'an Inform' }],
  ['UseCWMPVersion', { direction: 'acs-to-cpe', kind: 'response', says: 'an InformResponse' }],
])

export const headerInWrongMessage: EnvelopeRule = {
  kind: 'envelope',
  id: 'header-in-wrong-message',
  severity: 'warning',
  title: 'A header outside the message it belongs to.',
  reference: 'cwmp-1-3.xsd SessionTimeout; cwmp-1-4.xsd SupportedCWMPVersions, UseCWMPVersion',
  explanation:
    'SessionTimeout and SupportedCWMPVersions belong into the Inform, UseCWMPVersion into the ' +
    'InformResponse: there the two sides agree on how to talk. Later in the session they are ignored,' +
    ' and what was agreed at its beginning goes on. If it is missing from the Inform, the ACS falls ' +
    'back to 30 seconds and the version of the namespace.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SessionTimeout soap:mustUnderstand="0">60</cwmp:SessionTimeout></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SessionTimeout soap:mustUnderstand="0">60</cwmp:SessionTimeout></soap:Header>
<soap:Body><cwmp:Inform>
  <DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId>
  <Event soapenc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey/></EventStruct></Event>
  <MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>
  <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[0]"/>
</cwmp:Inform></soap:Body>
</soap:Envelope>`,
  check: ({ source, rpc, kind }, report, { direction }) => {
    for (const { name, element } of headerElements(source)) {
      const home = messageOf.get(name)
      // From the wrong side it is a matter of another rule.
      if (home === undefined || (direction !== null && home.direction !== direction)) continue
      if (rpc === 'Inform' && kind === home.kind) continue
      report(`The header ${name} belongs into ${home.says}.`, tagOf(source.document, element))
    }
  },
}

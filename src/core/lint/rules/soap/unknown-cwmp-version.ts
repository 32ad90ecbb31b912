import { headerElements } from '../../header-elements.js'
import { contentOf, quoted } from '../../place.js'
import { parseCwmpVersion } from '../../../soap/version.js'
import type { EnvelopeRule } from '../../rule.js'

export const unknownCwmpVersion: EnvelopeRule = {
  kind: 'envelope',
  id: 'unknown-cwmp-version',
  severity: 'warning',
  title: 'A version in SupportedCWMPVersions or UseCWMPVersion that CWMP does not have.',
  reference: 'cwmp-1-4.xsd SupportedCWMPVersions, UseCWMPVersion',
  explanation:
    'There are the versions 1.0 to 1.4, written like that and separated by commas. A list that cannot' +
    ' be read leaves the ACS without a common version: a strict one answers the Inform with fault ' +
    '8006, others fall back to what the namespace says. To a version it does not know in ' +
    'UseCWMPVersion a CPE can only end the session.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SupportedCWMPVersions soap:mustUnderstand="0">1.0;1.1;1.2</cwmp:SupportedCWMPVersions></soap:Header>
<soap:Body><cwmp:Inform>
  <DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId>
  <Event soapenc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey/></EventStruct></Event>
  <MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>
  <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[0]"/>
</cwmp:Inform></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SupportedCWMPVersions soap:mustUnderstand="0">1.0,1.1,1.2</cwmp:SupportedCWMPVersions></soap:Header>
<soap:Body><cwmp:Inform>
  <DeviceId><Manufacturer>Lab</Manufacturer><OUI>A1B2C3</OUI><ProductClass>Box</ProductClass><SerialNumber>1</SerialNumber></DeviceId>
  <Event soapenc:arrayType="cwmp:EventStruct[1]"><EventStruct><EventCode>2 PERIODIC</EventCode><CommandKey/></EventStruct></Event>
  <MaxEnvelopes>1</MaxEnvelopes><CurrentTime>2026-11-22T10:00:00Z</CurrentTime><RetryCount>0</RetryCount>
  <ParameterList soapenc:arrayType="cwmp:ParameterValueStruct[0]"/>
</cwmp:Inform></soap:Body>
</soap:Envelope>`,
  check: ({ source, header }, report) => {
    const { supportedCwmpVersions, useCwmpVersion } = header
    if (supportedCwmpVersions === undefined && useCwmpVersion === undefined) return
    for (const { name, element } of headerElements(source)) {
      const place = contentOf(source.document, element)
      if (name === 'UseCWMPVersion' && parseCwmpVersion(useCwmpVersion ?? '') === null) {
        report(`UseCWMPVersion is ${quoted(useCwmpVersion ?? '')}, which is no version of CWMP.`, place)
      }
      if (name !== 'SupportedCWMPVersions') continue
      const unknown = supportedCwmpVersions?.filter((version) => parseCwmpVersion(version) === null) ?? []
      if (supportedCwmpVersions?.length === 0) report('SupportedCWMPVersions lists no version.', place)
      else if (unknown.length > 0)
        report(`SupportedCWMPVersions lists ${quoted(unknown.join(', '))}, which CWMP does not have.`, place)
    }
  },
}

import { headerElements } from '../../header-elements.js'
import { tagOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

const senderOf: ReadonlyMap<
  string,
  { readonly direction: 'cpe-to-acs' | 'acs-to-cpe'; readonly who: string }
> = new Map([
  ['HoldRequests', { direction: 'acs-to-cpe', who: 'an ACS' }],
  ['UseCWMPVersion', { direction: 'acs-to-cpe', who: 'an ACS' }],
  ['SessionTimeout', { direction: 'cpe-to-acs', who: 'a CPE' }],
  ['SupportedCWMPVersions', { direction: 'cpe-to-acs', who: 'a CPE' }],
])

export const headerInWrongDirection: EnvelopeRule = {
  kind: 'envelope',
  id: 'header-in-wrong-direction',
  severity: 'warning',
  title: 'A header that only the other side may send.',
  reference:
    'cwmp-1-3.xsd SessionTimeout; cwmp-1-4.xsd SupportedCWMPVersions, UseCWMPVersion; cwmp-1-2.xsd HoldRequests',
  explanation:
    'HoldRequests and UseCWMPVersion come from the ACS, SessionTimeout and SupportedCWMPVersions from' +
    ' the CPE. A receiver ignores a header that is not meant for it, so what the sender wanted does ' +
    'not happen. Usually a library copies the headers of the request into its answer.',
  wrong: `HTTP/1.1 200 OK
Content-Type: text/xml

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:SessionTimeout>60</cwmp:SessionTimeout></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
  right: `HTTP/1.1 200 OK
Content-Type: text/xml

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
  check: ({ source }, report, { direction }) => {
    if (direction === null) return
    for (const { name, element } of headerElements(source)) {
      const sender = senderOf.get(name)
      if (sender === undefined || sender.direction === direction) continue
      report(`Only ${sender.who} sends the header ${name}.`, tagOf(source.document, element))
    }
  },
}

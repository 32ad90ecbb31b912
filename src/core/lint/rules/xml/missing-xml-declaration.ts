import { noElement } from '../../../xml/index.js'
import type { EnvelopeRule } from '../../rule.js'

export const missingXmlDeclaration: EnvelopeRule = {
  kind: 'envelope',
  id: 'missing-xml-declaration',
  severity: 'info',
  title: 'The ACS sends no XML declaration, which some CPEs need.',
  reference:
    'practice: a Huawei CPE stops at an answer without XML declaration, while a small client library stops at one with it',
  explanation:
    'The declaration is optional, but there are CPEs that end the session without a word when it is ' +
    'missing, and others that do so when it is there. If the device falls silent after this message, ' +
    'send it to this device the other way round and watch the next session.',
  wrong: `HTTP/1.1 200 OK
Content-Type: text/xml

<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
  right: `HTTP/1.1 200 OK
Content-Type: text/xml

<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
  covers: ['acs-8', 'field-1'],
  check: ({ source: { document, envelope } }, report, { direction }) => {
    if (direction !== 'acs-to-cpe' || envelope === noElement || document.declaration !== null) return
    report(
      'The ACS sends this message without an XML declaration.',
      { offset: document.start(envelope), length: 0 },
      {
        kind: 'quirk',
        title: 'Send this device an XML declaration',
        quirk: { xmlDeclaration: true },
      },
    )
  },
}

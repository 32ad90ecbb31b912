import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownHeader: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-header',
  severity: 'error',
  title: 'A SOAP header that must be understood, but is none of CWMP.',
  reference: 'TR-069a6 3.5',
  explanation:
    'With mustUnderstand="1" the sender demands that a receiver that does not know the header refuses' +
    ' the message with a MustUnderstand fault; a conforming one does so, and the session is over. ' +
    'Without the attribute the header would be harmless. Web-service frameworks add such headers ' +
    '(WS-Addressing, WS-Security): switch that off.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:Trace soap:mustUnderstand="1">on</cwmp:Trace></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:Trace>on</cwmp:Trace></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

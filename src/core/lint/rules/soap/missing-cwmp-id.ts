import type { ReadingRuleDefinition } from '../../rule.js'

export const missingCwmpId: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-cwmp-id',
  severity: 'info',
  title: 'No cwmp:ID header; only the order of messages pairs this one.',
  reference:
    'practice: a Motorola gateway and a gSOAP client send Informs without any SOAP Header; a Cisco phone adapter its faults',
  explanation:
    'The ID pairs a request with its response. A request may come without, and then the response has ' +
    'none either; since one side asks at a time, the order is enough. It becomes trouble where the ' +
    'answer has no ID although the request had one: an ACS that looks its requests up by ID drops ' +
    'such an answer.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-1', 'cpe-22', 'field-11'],
}

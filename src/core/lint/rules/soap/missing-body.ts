import type { ReadingRuleDefinition } from '../../rule.js'

export const missingBody: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-body',
  severity: 'error',
  title: 'The envelope has no Body.',
  reference: 'TR-069a6 3.5',
  explanation:
    'An envelope without Body is no SOAP message, and a strict receiver refuses it. If the RPC stands' +
    ' directly in the Envelope, the writer forgot the element around it; if there is nothing at all, ' +
    'the message was cut, or damage has hidden the Body from the reader.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<cwmp:RebootResponse/>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const noEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'no-envelope',
  severity: 'error',
  title: 'No SOAP envelope was found.',
  reference: 'TR-069a6 3.5',
  explanation:
    'Every message of CWMP is a SOAP envelope; the receiver answers anything else with an HTTP error ' +
    'or ends the session. An HTML page here means that a proxy, a captive portal or the wrong web ' +
    'server answered. An RPC without envelope was most likely cut out of a log.',
  wrong: `<?xml version="1.0" encoding="UTF-8"?>
<html><body><h1>It works!</h1></body></html>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

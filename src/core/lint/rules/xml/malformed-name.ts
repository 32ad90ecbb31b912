import type { ReadingRuleDefinition } from '../../rule.js'

export const malformedName: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'malformed-name',
  severity: 'error',
  title: 'A name that XML does not allow.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'With namespaces a name may have one colon, between prefix and name; others, and names of absurd ' +
    'length, are refused by parsers that know namespaces. One known ACS writes its fault as ' +
    '`<soap-env:Body:Fault>`, and a CPE that cannot read the fault sees only a broken answer: it ends' +
    ' the session and tries again later. Update that ACS.',
  wrong: `<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap-env:Header><cwmp:ID soap-env:mustUnderstand="1">1</cwmp:ID></soap-env:Header>
<soap-env:Body><soap-env:Body:Fault>
  <faultcode>Server</faultcode><faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>8005</FaultCode><FaultString>Retry request</FaultString></cwmp:Fault></detail>
</soap-env:Body:Fault></soap-env:Body>
</soap-env:Envelope>`,
  right: `<soap-env:Fault>
  <faultcode>Server</faultcode><faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>8005</FaultCode><FaultString>Retry request</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  covers: ['acs-2'],
}

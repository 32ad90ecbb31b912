import type { ReadingRuleDefinition } from '../../rule.js'

export const detailInFaultstring: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'detail-in-faultstring',
  severity: 'error',
  title: 'The detail of a fault inside its faultstring.',
  reference: 'practice: the open-source client netcwmp nests the detail of its faults like this',
  explanation:
    'The detail belongs behind the faultstring, as its sibling. A receiver that looks for it there ' +
    'finds a SOAP fault without a CWMP fault: the FaultCode and the parameters that were refused are ' +
    'lost to it, and it may end the session. Here they were read nevertheless.',
  wrong: `<soap-env:Fault>
  <faultcode>Client</faultcode>
  <faultstring>CWMP fault<detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail></faultstring>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Client</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
}

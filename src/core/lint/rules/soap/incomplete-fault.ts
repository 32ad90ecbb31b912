import type { ReadingRuleDefinition } from '../../rule.js'

export const incompleteFault: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'incomplete-fault',
  severity: 'error',
  title: 'A CWMP fault without FaultCode, or a fault without any code.',
  reference: 'cwmp-1-2.xsd Fault',
  explanation:
    'The FaultCode is what the other side acts on: without it nobody can tell a refused parameter ' +
    'from a busy device. Receivers report an unknown error or end the session. The FaultString, if ' +
    'there is one, is all you have; look into the log of the sender for the rest.',
  wrong: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultString>Internal error</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
}

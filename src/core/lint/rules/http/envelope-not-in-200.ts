import type { MessageRule } from '../../rule.js'
import { acsAnswerOf } from './sides.js'

export const envelopeNotIn200: MessageRule = {
  kind: 'message',
  id: 'envelope-not-in-200',
  severity: 'error',
  title: 'An envelope travels in an answer that is not 200.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'Whatever carries CWMP, faults too, goes in a 200, also where plain SOAP would take 500. ' +
    'A CPE takes any 4xx or 5xx for the end of the session and does not read the body, so the ' +
    'fault in it never arrives. Let the ACS answer 200 and put the fault into the body.',
  wrong: `HTTP/1.1 500 Internal Server Error
Content-Type: text/xml; charset=utf-8

<soap-env:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>8002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail></soap-env:Fault>`,
  right: `HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8

<soap-env:Fault><faultcode>Server</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>8002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail></soap-env:Fault>`,
  of: ['request', 'response', 'fault'],
  check: (subject, report) => {
    const status = acsAnswerOf(subject)?.status
    if (status === undefined || status === 200) return
    report(`The ${subject.kind} comes in an answer with status ${status}; the CPE expects 200.`)
  },
}

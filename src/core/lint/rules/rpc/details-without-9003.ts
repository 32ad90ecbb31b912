import { faultCodePlace } from '../../fault-place.js'
import type { EnvelopeRule } from '../../rule.js'

export const detailsWithout9003: EnvelopeRule = {
  kind: 'envelope',
  of: ['fault'],
  id: 'details-without-9003',
  severity: 'warning',
  title: 'A fault with SetParameterValuesFault has another code than 9003.',
  reference: 'cwmp-1-2.xsd SetParameterValuesFault',
  explanation:
    'Where single parameters are refused the fault as a whole is 9003 (invalid arguments), and the reason for each parameter stands in its SetParameterValuesFault. An ACS may look at these only if it sees 9003. The details are right as a rule: read them.',
  wrong: `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9007</FaultCode><FaultString>Invalid value</FaultString><SetParameterValuesFault><ParameterName>Device.Time.Enable</ParameterName><FaultCode>9007</FaultCode><FaultString>Invalid value</FaultString></SetParameterValuesFault></cwmp:Fault></detail></soap-env:Fault>`,
  right: `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>Device.Time.Enable</ParameterName><FaultCode>9007</FaultCode><FaultString>Invalid value</FaultString></SetParameterValuesFault></cwmp:Fault></detail></soap-env:Fault>`,
  check: (envelope, report) => {
    const { fault } = envelope
    if (fault?.parameters === undefined || fault.code === '9003') return
    report(
      `The fault as a whole is ${fault.code.slice(0, 12)}; with a SetParameterValuesFault it should be 9003.`,
      faultCodePlace(envelope),
    )
  },
}

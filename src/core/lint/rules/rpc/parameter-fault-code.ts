import { parameterFaultPlace } from '../../fault-place.js'
import { nameText } from '../../quote.js'
import type { EnvelopeRule } from '../../rule.js'

const usual = new Set(['9001', '9002', '9005', '9006', '9007', '9008'])

export const parameterFaultCode: EnvelopeRule = {
  kind: 'envelope',
  of: ['fault'],
  id: 'parameter-fault-code',
  severity: 'warning',
  title: 'A parameter is refused with a code that is not for parameters.',
  reference: 'cwmp-1-2.xsd SetParameterValuesFault',
  explanation:
    'A single parameter is refused for its name (9005), type (9006), value (9007), because it is read-only (9008), or without a reason (9001, 9002). Codes such as 9004 (resources exceeded) belong to the request as a whole. What the CPE means can only be guessed.',
  wrong: `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>Device.Time.Enable</ParameterName><FaultCode>9004</FaultCode><FaultString>Resources exceeded</FaultString></SetParameterValuesFault></cwmp:Fault></detail></soap-env:Fault>`,
  right: `<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString><SetParameterValuesFault><ParameterName>Device.Time.Enable</ParameterName><FaultCode>9008</FaultCode><FaultString>Not writable</FaultString></SetParameterValuesFault></cwmp:Fault></detail></soap-env:Fault>`,
  check: (envelope, report) => {
    let told = 0
    for (const [index, { parameterName, code }] of (envelope.fault?.parameters ?? []).entries()) {
      if (usual.has(code) || /^98\d\d$/.test(code)) continue
      const place = told++ < 10 ? parameterFaultPlace(envelope, index, 'FaultCode') : null
      report(
        `${nameText(parameterName)} is refused with ${code.slice(0, 12)}, which is not a code for parameters.`,
        place,
      )
    }
  },
}

import { faultCodePlace } from '../../fault-place.js'
import type { EnvelopeRule } from '../../rule.js'

export const faultCodeOutOfRange: EnvelopeRule = {
  kind: 'envelope',
  of: ['fault'],
  id: 'fault-code-out-of-range',
  severity: 'error',
  title: 'The fault code is not one of its sender.',
  reference: 'cwmp-1-2.xsd CPEFaultCodeType, ACSFaultCodeType',
  explanation:
    'A CPE uses 9000 to 9899 and an ACS 8000 to 8899; the last hundred of each are for vendors. A code from the other range, or from none, tells the receiver nothing, and a validating one refuses the message. Where the sender is an ACS, look whether it passes on the fault of a CPE.',
  wrong: `POST /acs HTTP/1.1
Host: acs

<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>8003</FaultCode><FaultString>Invalid arguments</FaultString></cwmp:Fault></detail></soap-env:Fault>`,
  right: `POST /acs HTTP/1.1
Host: acs

<soap-env:Fault><faultcode>Client</faultcode><faultstring>CWMP fault</faultstring><detail><cwmp:Fault><FaultCode>9003</FaultCode><FaultString>Invalid arguments</FaultString></cwmp:Fault></detail></soap-env:Fault>`,
  check: (envelope, report, { direction }) => {
    const code = envelope.fault?.code ?? ''
    // Without a number it is a plain SOAP fault.
    if (!/^\d+$/.test(code)) return
    const isCpes = /^9[0-8]\d\d$/.test(code)
    const isAcss = /^8[0-8]\d\d$/.test(code)
    if (direction === 'cpe-to-acs' ? isCpes : direction === 'acs-to-cpe' ? isAcss : isCpes || isAcss) return
    const sender = direction === 'cpe-to-acs' ? 'a CPE' : direction === 'acs-to-cpe' ? 'an ACS' : 'anybody'
    report(`${code.slice(0, 12)} is not a fault code of ${sender}.`, faultCodePlace(envelope))
  },
}

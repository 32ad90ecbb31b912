import { faultElements } from '../../fault-elements.js'
import { noElement } from '../../../xml/index.js'
import { quoted, tagOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

/** These SOAP itself answers with; they have no detail. */
const faultsOfSoap = /(?:^|:)(?:MustUnderstand|VersionMismatch)$/

export const faultWithoutDetail: EnvelopeRule = {
  kind: 'envelope',
  id: 'fault-without-detail',
  needsWhole: true,
  severity: 'error',
  title: 'A SOAP fault without a CWMP fault in it.',
  reference: 'cwmp-1-2.xsd Fault',
  explanation:
    'The detail of the fault is missing, and with it the FaultCode that the other side acts on; all ' +
    'it can do is to give up. Web-service frameworks answer like this when the application below them' +
    ' failed before CWMP came into play. Look into the log of the sender at this time.',
  wrong: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>java.lang.NullPointerException</faultstring>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>8002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  of: ['fault'],
  check: ({ source, fault }, report) => {
    const { cwmpFault, faultcode } = faultElements(source)
    if (cwmpFault !== noElement || faultcode === noElement) return
    if (fault === undefined || faultsOfSoap.test(fault.code)) return
    const message = `The fault ${quoted(fault.string)} carries no CWMP fault, and so no FaultCode.`
    report(message, tagOf(source.document, source.element))
  },
}

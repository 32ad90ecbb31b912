import { faultElements } from '../../fault-elements.js'
import { noElement } from '../../../xml/index.js'
import { contentOf, quoted } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

/** Codes of a CPE that blame the ACS for its request; of the others from 9000 to 9020 the CPE takes the blame. */
const blamesRequest = new Set(['9003', '9005', '9006', '9007', '9008'])
const blameIsKnown = /^90(?:[01]\d|20)$/

export const faultcodeMismatch: EnvelopeRule = {
  kind: 'envelope',
  id: 'faultcode-mismatch',
  severity: 'info',
  title: 'The faultcode blames the other side than the FaultCode does.',
  reference: 'practice: two CPE stacks agree on who is to blame for 9000 to 9020, and receivers ignore it',
  explanation:
    'Codes such as 9003 and 9005 name a mistake of the one who asked (Client), others such as 9002 ' +
    'and 9010 a failure of the one who was asked (Server). Here the two do not fit together. The ' +
    'FaultCode counts; the faultcode is ignored.',
  wrong: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Client</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  of: ['fault'],
  check: ({ source, fault }, report) => {
    const { document } = source
    const { faultcode } = faultElements(source)
    if (fault === undefined || faultcode === noElement || !blameIsKnown.test(fault.code)) return
    const written = /^(?:[^:\s]+:)?(Client|Server)$/.exec(document.value(faultcode).trim())?.[1]
    const fitting = blamesRequest.has(fault.code) ? 'Client' : 'Server'
    if (written === undefined || written === fitting) return
    report(
      `The faultcode is ${quoted(written)}, but ${fault.code} is ${fitting}.`,
      contentOf(document, faultcode),
    )
  },
}

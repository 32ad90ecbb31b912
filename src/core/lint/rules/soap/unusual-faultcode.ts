import { faultElements } from '../../fault-elements.js'
import { noElement } from '../../../xml/index.js'
import { contentOf, quoted } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

export const unusualFaultcode: EnvelopeRule = {
  kind: 'envelope',
  id: 'unusual-faultcode',
  severity: 'info',
  title: 'The faultcode is neither Client nor Server.',
  reference: 'TR-069a6 3.5',
  explanation:
    'The faultcode says whose mistake it was, Client or Server, alone or with the prefix of the ' +
    'envelope. Receivers of CWMP ignore it and read the FaultCode in the detail, so little comes of ' +
    'it. A CWMP code in its place means that the sender mixes the two up; check that the detail is ' +
    'right.',
  wrong: `<soap-env:Fault>
  <faultcode>9005</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Client</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9005</FaultCode><FaultString>Invalid parameter name</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  of: ['fault'],
  check: ({ source }, report) => {
    const { document, element } = source
    const { cwmpFault, faultcode } = faultElements(source)
    if (cwmpFault === noElement || cwmpFault === element || faultcode === noElement) return
    const written = document.value(faultcode).trim()
    if (/^(?:[^:\s]+:)?(?:Client|Server)$/.test(written)) return
    const message = `The faultcode is ${quoted(written)}; it should be Client or Server.`
    report(message, contentOf(document, faultcode))
  },
}

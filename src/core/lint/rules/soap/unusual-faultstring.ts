import { replaceWith } from '../../edits.js'
import { faultElements } from '../../fault-elements.js'
import { noElement } from '../../../xml/index.js'
import { contentOf, quoted } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

export const unusualFaultstring: EnvelopeRule = {
  kind: 'envelope',
  id: 'unusual-faultstring',
  severity: 'info',
  title: 'The faultstring is not "CWMP fault".',
  reference: 'TR-069a6 3.5',
  explanation:
    'The faultstring of a CWMP fault is always "CWMP fault"; what went wrong is said by FaultCode and' +
    ' FaultString in the detail. Receivers do not look at it as a rule. Read it all the same: senders' +
    ' that do not keep to it often put here what really happened.',
  wrong: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>Cannot write flash</faultstring>
  <detail><cwmp:Fault><FaultCode>9002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  right: `<soap-env:Fault>
  <faultcode>Server</faultcode>
  <faultstring>CWMP fault</faultstring>
  <detail><cwmp:Fault><FaultCode>9002</FaultCode><FaultString>Internal error</FaultString></cwmp:Fault></detail>
</soap-env:Fault>`,
  of: ['fault'],
  check: ({ source }, report) => {
    const { document, element } = source
    const { cwmpFault, faultstring } = faultElements(source)
    if (cwmpFault === noElement || cwmpFault === element || faultstring === noElement) return
    const written = document.value(faultstring).trim()
    if (written.toLowerCase() === 'cwmp fault') return
    const place = contentOf(document, faultstring)
    const message = `The faultstring is ${quoted(written)}; of a CWMP fault it is "CWMP fault".`
    if (document.contentStart(faultstring) === document.contentEnd(faultstring)) report(message, place)
    else report(message, place, replaceWith('Write CWMP fault', place, 'CWMP fault'))
  },
}

import { headerElements } from '../../header-elements.js'
import { quoted, tagOf } from '../../place.js'
import { versionOfNamespace } from '../../../soap/namespaces.js'
import type { EnvelopeRule } from '../../rule.js'

export const headerNotInCwmpNamespace: EnvelopeRule = {
  kind: 'envelope',
  id: 'header-not-in-cwmp-namespace',
  severity: 'warning',
  title: 'A CWMP header that is not in a CWMP namespace.',
  reference: 'cwmp-1-2.xsd ID, HoldRequests',
  explanation:
    'ID, HoldRequests and the other headers belong into the namespace of CWMP, like the RPC. Where ' +
    'they are in none, or in that of SOAP, a receiver that looks for `cwmp:ID` does not see it: it ' +
    'answers without ID, and the sender cannot pair the answer.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><ID soap:mustUnderstand="1">1</ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  check: ({ source }, report) => {
    const { document } = source
    for (const { name, element } of headerElements(source)) {
      const namespace = document.namespace(element)
      if (versionOfNamespace(namespace) !== null) continue
      // A prefix that nobody declared is a matter of another rule.
      if (namespace === null && document.prefix(element) !== '') continue
      const which = namespace === null ? 'no namespace' : `the namespace ${quoted(namespace)}`
      report(`The header ${name} is in ${which}, not in one of CWMP.`, tagOf(document, element))
    }
  },
}

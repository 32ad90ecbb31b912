import { replaceWith } from '../../edits.js'
import { declarationOf } from '../../namespaces.js'
import { valueOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import { envelopeNamespace } from '../../../soap/namespaces.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongEnvelopeNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-envelope-namespace',
  severity: 'error',
  title: 'The envelope is not in the SOAP 1.1 namespace.',
  reference: 'TR-069a6 3.5',
  explanation:
    'CWMP is SOAP 1.1; its namespace is how a receiver knows that. To an envelope of SOAP 1.2 it must' +
    ' answer with a VersionMismatch fault, and an envelope in no namespace is no SOAP at all. A ' +
    'web-service framework set to SOAP 1.2 does this; set it to 1.1.',
  wrong: `<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  fix: (place, { source: { document } }) => {
    const element = elementAround(document, place.offset)
    const declared = declarationOf(document, element, document.prefix(element))
    if (declared === null) return null
    return replaceWith('Write the namespace of SOAP 1.1', valueOf(declared), envelopeNamespace)
  },
}

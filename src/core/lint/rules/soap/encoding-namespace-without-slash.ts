import { replaceWith } from '../../edits.js'
import { namespaceDeclarations } from '../../namespaces.js'
import { valueOf } from '../../place.js'
import { encodingNamespace } from '../../../soap/namespaces.js'
import type { EnvelopeRule } from '../../rule.js'

export const encodingNamespaceWithoutSlash: EnvelopeRule = {
  kind: 'envelope',
  id: 'encoding-namespace-without-slash',
  severity: 'warning',
  title: 'The encoding namespace lacks its last slash.',
  reference: 'cwmp-1-2.xsd (import of the SOAP encoding namespace)',
  explanation:
    'The namespace of arrayType is `http://schemas.xmlsoap.org/soap/encoding/`, with the slash; ' +
    'without it it is another one, and arrayType an unknown attribute. Most receivers match it by its' +
    ' local name and do not mind. A strict one finds lists without arrayType and refuses the message.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:GetParameterValues>
  <ParameterNames soapenc:arrayType="xsd:string[1]"><string>Device.</string></ParameterNames>
</cwmp:GetParameterValues></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:GetParameterValues>
  <ParameterNames soapenc:arrayType="xsd:string[1]"><string>Device.</string></ParameterNames>
</cwmp:GetParameterValues></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-35'],
  check: ({ source: { document } }, report) => {
    for (const { attribute, namespace } of namespaceDeclarations(document, 0, document.text.length)) {
      if (namespace !== encodingNamespace.slice(0, -1)) continue
      const place = valueOf(attribute)
      const message = `The encoding namespace lacks the slash at its end ("${encodingNamespace}").`
      report(message, place, replaceWith('Add the slash', place, encodingNamespace))
    }
  },
}

import { namespaceDeclarations } from '../../namespaces.js'
import { usualNamespaceOf, usualPrefixOf } from '../../prefixes.js'
import type { EnvelopeRule } from '../../rule.js'

export const misleadingPrefix: EnvelopeRule = {
  kind: 'envelope',
  id: 'misleading-prefix',
  severity: 'info',
  title: 'A prefix that usually stands for another namespace.',
  reference: 'practice: a device dump has soap for the encoding namespace, an ACS log likewise',
  explanation:
    'Prefixes are free, and a reader that knows namespaces is not misled. One that matches text is: ' +
    'to it `soap:arrayType` is an attribute of the envelope, and `soap:mustUnderstand` one that ' +
    'nobody asked for. When such a device and one ACS do not get on, show the vendor of the ACS this ' +
    'line.',
  wrong: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soap="http://schemas.xmlsoap.org/soap/encoding/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<s:Header><cwmp:ID s:mustUnderstand="1">1</cwmp:ID></s:Header>
<s:Body><cwmp:GetParameterValues>
  <ParameterNames soap:arrayType="xsd:string[1]"><string>Device.</string></ParameterNames>
</cwmp:GetParameterValues></s:Body>
</s:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:GetParameterValues>
  <ParameterNames soapenc:arrayType="xsd:string[1]"><string>Device.</string></ParameterNames>
</cwmp:GetParameterValues></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-34', 'field-10'],
  check: ({ source: { document } }, report) => {
    for (const { attribute, prefix, namespace } of namespaceDeclarations(document, 0, document.text.length)) {
      const usual = usualNamespaceOf(prefix)
      const stands = usualPrefixOf(namespace)
      if (usual === null || stands === null || usualNamespaceOf(stands) === usual) continue
      const message = `The prefix "${prefix}" stands for ${namespace}, for which "${stands}" is usual.`
      report(message, { offset: attribute.start, length: attribute.end - attribute.start })
    }
  },
}

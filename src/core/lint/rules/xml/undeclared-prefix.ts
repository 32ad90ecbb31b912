import { insertAt } from '../../edits.js'
import { behindNameOf } from '../../place.js'
import { usualNamespaceOf } from '../../prefixes.js'
import { elementAround } from '../../../soap/index.js'
import { noElement } from '../../../xml/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const undeclaredPrefix: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'undeclared-prefix',
  severity: 'error',
  title: 'A prefix whose namespace is not declared. Matching goes by local name.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'Without a declaration a prefix means nothing, and parsers that know namespaces refuse the ' +
    'message; simple ones match the text and never notice. Often the declaration stood on an element ' +
    'that was cut away, by a proxy or in a capture. Declare the prefix on the Envelope.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:Reboot><CommandKey xsi:type="xsd:string">now</CommandKey></cwmp:Reboot></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:Reboot><CommandKey>now</CommandKey></cwmp:Reboot></soap:Body>
</soap:Envelope>`,
  fix: (place, { source: { document } }) => {
    const prefix = document.text.slice(place.offset, place.offset + place.length)
    const namespace = usualNamespaceOf(prefix)
    let root = elementAround(document, place.offset)
    while (root !== noElement && document.parent(root) !== noElement) root = document.parent(root)
    if (namespace === null || root === noElement) return null
    const text = ` xmlns:${prefix}="${namespace}"`
    return insertAt(`Declare ${prefix} on ${document.localName(root)}`, behindNameOf(document, root), text)
  },
}

import { replaceWith } from '../../edits.js'
import { declarationOf } from '../../namespaces.js'
import { valueOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongCwmpNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-cwmp-namespace',
  severity: 'error',
  title: 'The RPC is not in a CWMP namespace.',
  reference: 'cwmp-1-0.xsd, cwmp-1-1.xsd, cwmp-1-2.xsd targetNamespace',
  explanation:
    "The namespace says that an element called Inform is CWMP's, and which version. Receivers that " +
    'compare it answer "method not supported" or drop the connection; those that match local names ' +
    'never notice. Write one of `urn:dslforum-org:cwmp-1-0`, `-1-1` and `-1-2`, exactly: case and ' +
    'punctuation count.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0/">
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
    const minor = /cwmp-1-([0-4])\b/i.exec(declared?.value ?? '')?.[1]
    if (declared === null || minor === undefined) return null
    const right = `urn:dslforum-org:cwmp-1-${Math.min(2, Number(minor))}`
    return replaceWith(`Write ${right}`, valueOf(declared), right)
  },
}

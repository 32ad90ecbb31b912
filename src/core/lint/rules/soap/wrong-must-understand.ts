import { insertAt, replaceWith } from '../../edits.js'
import { prefixFor } from '../../namespaces.js'
import { behindNameOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import { envelopeNamespace } from '../../../soap/namespaces.js'
import { mustUnderstandOf } from '../../../soap/header.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongMustUnderstand: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-must-understand',
  severity: 'warning',
  title: 'mustUnderstand is not the `0` or `1` of the schema, or not in the envelope namespace.',
  reference:
    'cwmp-1-2.xsd ID, HoldRequests; cwmp-1-3.xsd SessionTimeout; cwmp-1-4.xsd SupportedCWMPVersions, UseCWMPVersion',
  explanation:
    'The attribute is `soap:mustUnderstand`, in the namespace of the envelope, with 1 for ID, ' +
    'HoldRequests and UseCWMPVersion and 0 for SessionTimeout and SupportedCWMPVersions. Written ' +
    'otherwise it is an unknown attribute: most receivers do not look at it, a validating one refuses' +
    ' the message. If sessions fail right after a message like this, put it right first.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="true">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-5', 'acs-6'],
  fix: (place, { source: { document } }) => {
    const element = elementAround(document, place.offset)
    const prefix = prefixFor(document, element, (namespace) => namespace === envelopeNamespace)
    const value = mustUnderstandOf(document.localName(element))
    if (prefix === null || value === null) return null
    const right = `${prefix}:mustUnderstand="${value}"`
    const written = document.findAttribute(element, 'mustUnderstand')
    if (written === undefined) return insertAt(`Write ${right}`, behindNameOf(document, element), ` ${right}`)
    return replaceWith(`Write ${right}`, place, right)
  },
}

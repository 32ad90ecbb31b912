import { replaceWith } from '../../edits.js'
import { declarationOf } from '../../namespaces.js'
import { valueOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const nonStandardCwmpNamespace: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'non-standard-cwmp-namespace',
  severity: 'warning',
  title: '`cwmp-1-3` or `cwmp-1-4`: CWMP 1.3 and 1.4 use the namespace of 1.2.',
  reference: 'cwmp-1-4.xsd targetNamespace',
  explanation:
    'There is no schema with this namespace: CWMP 1.3 and 1.4 kept `urn:dslforum-org:cwmp-1-2` and ' +
    'tell themselves apart by headers. One ACS in wide use answers 1.4 this way. Receivers that ' +
    'compare namespaces exactly refuse the message with "unknown version", and the session ends after' +
    ' the Inform.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-4">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['acs-1'],
  fix: (place, { source: { document } }) => {
    const element = elementAround(document, place.offset)
    const declared = declarationOf(document, element, document.prefix(element))
    if (declared === null) return null
    return replaceWith('Write urn:dslforum-org:cwmp-1-2', valueOf(declared), 'urn:dslforum-org:cwmp-1-2')
  },
}

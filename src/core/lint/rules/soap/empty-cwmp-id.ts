import { headerElements } from '../../header-elements.js'
import { tagOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

export const emptyCwmpId: EnvelopeRule = {
  kind: 'envelope',
  id: 'empty-cwmp-id',
  severity: 'warning',
  title: 'The cwmp:ID is empty.',
  reference: 'practice: an ID pairs a request with its response, and an empty one pairs all with all',
  explanation:
    'An empty ID is worse than none: an ACS that looks its requests up by ID finds nothing, or the ' +
    'wrong one. Who has no ID to give leaves the header out, and the response then has none either.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1"></cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  check: ({ source, header }, report) => {
    if (header.id === undefined || header.id.trim() !== '') return
    for (const { name, element } of headerElements(source)) {
      if (name === 'ID') report('The cwmp:ID is empty.', tagOf(source.document, element))
    }
  },
}

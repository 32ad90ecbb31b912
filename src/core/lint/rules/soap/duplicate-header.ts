import { headerElements } from '../../header-elements.js'
import { tagOf } from '../../place.js'
import type { EnvelopeRule } from '../../rule.js'

export const duplicateHeader: EnvelopeRule = {
  kind: 'envelope',
  id: 'duplicate-header',
  severity: 'warning',
  title: 'The same CWMP header twice.',
  reference: 'practice: nothing says which of two equal headers counts, and readers differ',
  explanation:
    'Of two IDs one reader takes the first and another the last, so the answer may carry an ID that ' +
    'the asker does not know. It happens where a framework adds its own ID to that of the ' +
    'application. Take one of them out.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:ID soap:mustUnderstand="1">2</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  check: ({ source }, report) => {
    const seen = new Set<string>()
    for (const { name, element } of headerElements(source)) {
      if (seen.has(name)) {
        report(`The header ${name} stands here a second time.`, tagOf(source.document, element))
      }
      seen.add(name)
    }
  },
}

import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const textAfterEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'text-after-envelope',
  severity: 'warning',
  title: 'Text after the envelope.',
  reference: 'practice: line ends and rests of other messages stand behind envelopes in raw captures',
  explanation:
    'XML ends with its root element, and a strict parser refuses what follows it. Off the wire it ' +
    'means that Content-Length counts too much, or that a buffer was sent with the rest of an older ' +
    'message in it. In a file it is often the next line of a log, which you can take out.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>
sent 412 bytes`,
  right: '<cwmp:RebootResponse/>',
  fix: (place) => remove('Take the text out', place),
}

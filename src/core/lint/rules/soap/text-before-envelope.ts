import { remove } from '../../edits.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const textBeforeEnvelope: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'text-before-envelope',
  severity: 'warning',
  title: 'Text before the envelope.',
  reference: 'practice: log prefixes stand before envelopes in captures',
  explanation:
    'Only white space and the XML declaration may stand before the Envelope; a strict parser refuses ' +
    'anything else. Off the wire it is a defect of the sender, or of a proxy that writes a note into ' +
    'the body. In a file it is usually the prefix of a log line, which you can take out.',
  wrong: `12:04:55 cwmpd: <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: '<cwmp:RebootResponse/>',
  fix: (place) => remove('Take the text out', place),
}

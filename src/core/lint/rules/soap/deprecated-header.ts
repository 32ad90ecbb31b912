import { remove } from '../../edits.js'
import { placeOf } from '../../place.js'
import { elementAround } from '../../../soap/index.js'
import type { ReadingRuleDefinition } from '../../rule.js'

export const deprecatedHeader: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'deprecated-header',
  severity: 'info',
  title: 'NoMoreRequests, deprecated and to be ignored.',
  reference: 'practice: ZyXEL, Thomson and other CPEs send NoMoreRequests; it is in no published schema',
  explanation:
    'NoMoreRequests was meant to say that the sender has nothing more to ask; since Amendment 2 it is' +
    ' deprecated and receivers ignore it. Old CPEs go on sending it. It does harm only with ' +
    'mustUnderstand="1", where a receiver that no longer knows it must refuse the message.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:NoMoreRequests>1</cwmp:NoMoreRequests></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  covers: ['cpe-7'],
  fix: (place, { source: { document } }) =>
    remove('Take the header out', placeOf(document, elementAround(document, place.offset))),
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const byteOrderMark: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'byte-order-mark',
  severity: 'info',
  title: 'The message begins with a byte order mark.',
  reference: 'practice: XML 1.0 4.3.3 allows it; hand-written parsers of CPEs and servers stumble over it',
  explanation:
    'XML allows the mark, and it wins over what the Content-Type and the XML declaration say of the charset. In UTF-8 it ' +
    'has no use, and a receiver that compares the first bytes with `<?xml` takes the message for malformed. Where the ' +
    'other side refuses such a message, have the sender leave the mark out.',
  wrong: `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

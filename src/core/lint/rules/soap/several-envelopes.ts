import type { ReadingRuleDefinition } from '../../rule.js'

export const severalEnvelopes: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'several-envelopes',
  severity: 'error',
  title: 'More than one envelope in a message.',
  reference: 'practice: MaxEnvelopes is 1 on both sides, so an HTTP message carries one envelope',
  explanation:
    'Receivers treat MaxEnvelopes as 1 whatever it says: they read the first envelope and lose the ' +
    'second, or refuse the text because XML has one root. Early drafts allowed several, and a very ' +
    'old CPE may still do it. In a file it usually means that several messages of a log were saved as' +
    ' one; cut them apart.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:FactoryResetResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

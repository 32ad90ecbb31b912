import type { ReadingRuleDefinition } from '../../rule.js'

export const doctypeRefused: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'doctype-refused',
  severity: 'error',
  title: 'A document type declaration. It is not followed: it is how entity bombs arrive.',
  reference:
    'practice: no CWMP message needs a document type, and entities declared in one are a known attack on XML parsers',
  explanation:
    'A SOAP message carries no DOCTYPE, and receivers that care for their safety refuse one; this ' +
    'program reads nothing behind it, so the rest of the message is not shown. No CPE or ACS we know ' +
    'sends one by itself. Look at who is behind the address before you look at the firmware.',
  wrong: `<!DOCTYPE soap:Envelope [<!ENTITY name "Lab">]>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:RebootResponse/></soap:Body>
</soap:Envelope>`,
}

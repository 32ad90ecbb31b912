import type { ReadingRuleDefinition } from '../../rule.js'

export const emptyBody: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'empty-body',
  severity: 'error',
  title: 'The Body is empty.',
  reference: 'TR-069a6 3.5',
  explanation:
    'An envelope carries exactly one request, response or fault; an empty one says nothing, and a ' +
    'receiver must treat it as invalid. Who has nothing to say sends no envelope at all: the CPE an ' +
    'empty POST, the ACS an empty answer with 204. Some stacks write an empty envelope instead, and ' +
    'the session stops there.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID></soap:Header>
<soap:Body></soap:Body>
</soap:Envelope>`,
  right: `POST /acs HTTP/1.1
Host: acs.example
Content-Length: 0`,
}

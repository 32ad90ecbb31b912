import type { ReadingRuleDefinition } from '../../rule.js'

export const wrongHeaderValue: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'wrong-header-value',
  severity: 'warning',
  title: 'A header whose value is not of its type.',
  reference: 'cwmp-1-3.xsd SessionTimeout; cwmp-1-2.xsd HoldRequests',
  explanation:
    'HoldRequests is a boolean and SessionTimeout a number of seconds; a receiver that cannot read ' +
    'the value refuses the message or goes on as if the header were not there. For HoldRequests the ' +
    'difference is grave: a CPE that should wait sends its requests.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:HoldRequests soap:mustUnderstand="1">maybe</cwmp:HoldRequests></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
  right: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Header><cwmp:ID soap:mustUnderstand="1">1</cwmp:ID>
  <cwmp:HoldRequests soap:mustUnderstand="1">0</cwmp:HoldRequests></soap:Header>
<soap:Body><cwmp:InformResponse><MaxEnvelopes>1</MaxEnvelopes></cwmp:InformResponse></soap:Body>
</soap:Envelope>`,
}

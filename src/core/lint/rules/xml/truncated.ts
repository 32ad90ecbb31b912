import type { ReadingRuleDefinition } from '../../rule.js'

export const truncated: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'truncated',
  severity: 'error',
  title: 'The text ends inside an element or a tag.',
  reference: 'TR-069a6 3.7.1.4 (malformed XML fails the session)',
  explanation:
    'The receiver got only the beginning of the message and must treat the session as failed. Compare' +
    ' the length of the body with Content-Length: if they agree, the sender ran out of buffer (ask ' +
    'for fewer parameters at once); if bytes are missing, the connection broke or a proxy cut it. ' +
    'What could be read is shown, and must not be taken for the whole.',
  wrong: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-0">
<soap:Body><cwmp:AddObjectResponse><InstanceNumber>3</InstanceNumber><Sta`,
  right:
    '<cwmp:AddObjectResponse><InstanceNumber>3</InstanceNumber><Status>0</Status></cwmp:AddObjectResponse>',
  covers: ['cpe-17'],
}

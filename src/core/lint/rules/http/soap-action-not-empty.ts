import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { postOf, shown } from './sides.js'

export const soapActionNotEmpty: MessageRule = {
  kind: 'message',
  id: 'soap-action-not-empty',
  severity: 'info',
  title: 'The SOAPAction of a response or fault is not empty.',
  reference: 'practice: most CPEs send it empty, some as "" or with a name, and receivers must not go by it',
  explanation:
    'In a POST that carries a response or a fault the header is to be there with an empty ' +
    'value and without quotes; for requests anything goes. Receivers ignore it, so nothing ' +
    'comes of it unless a general SOAP server in between goes by its value.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction: ""

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  of: ['response', 'fault'],
  check: (subject, report) => {
    const head = postOf(subject)
    const action = head === null ? undefined : header(head, 'soapaction')
    if (action !== undefined && action !== '') report(`SOAPAction is ${shown(action)} and should be empty.`)
  },
}

import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { hasEnvelope, postOf } from './sides.js'

export const soapActionMissing: MessageRule = {
  kind: 'message',
  id: 'soap-action-missing',
  severity: 'warning',
  title: 'The POST carries an envelope but no SOAPAction.',
  reference:
    'practice: CPEs omit it (dpavlin/perl-cwmp#6), and SOAP servers that insist on it refuse the POST',
  explanation:
    'Receivers must not go by SOAPAction, but SOAP 1.1 wants it on every POST with an ' +
    'envelope, and a response or fault is to carry it empty. A general SOAP server in front ' +
    'of the ACS may answer 400 or 500 without it. Send an empty SOAPAction header.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  covers: ['cpe-36'],
  check: (subject, report) => {
    const head = postOf(subject)
    if (head === null || !hasEnvelope(subject)) return
    if (header(head, 'soapaction') === undefined)
      report('The POST with an envelope has no SOAPAction header.')
  },
}

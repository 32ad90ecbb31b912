import type { MessageRule } from '../../rule.js'
import { contentTypeOf, hasEnvelope, shown } from './sides.js'

export const contentTypeNotXml: MessageRule = {
  kind: 'message',
  id: 'content-type-not-xml',
  severity: 'warning',
  title: 'The Content-Type of the envelope is not text/xml.',
  reference: 'practice: easycwmp sends its envelopes as text/html (genieacs/genieacs#138)',
  explanation:
    'SOAP 1.1 over HTTP is text/xml. Receivers that go by the type refuse anything else with ' +
    '415 or do not look for an envelope at all; most look at the body and carry on. ' +
    'application/soap+xml belongs to SOAP 1.2, which CWMP does not use.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/html
SOAPAction:

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  covers: ['field-9'],
  check: (subject, report) => {
    if (subject.head === null || !hasEnvelope(subject)) return
    const type = contentTypeOf(subject.head)?.type
    if (type !== undefined && type !== 'text/xml') {
      report(`The Content-Type of the envelope is "${shown(type)}" instead of text/xml.`)
    }
  },
}

import type { MessageRule } from '../../rule.js'
import { contentTypeOf, hasEnvelope, shown } from './sides.js'

export const charsetNotUtf8: MessageRule = {
  kind: 'message',
  id: 'charset-not-utf-8',
  severity: 'info',
  title: 'The Content-Type names another charset than UTF-8.',
  reference: 'practice: a Thomson gateway sends text/xml with charset ISO-8859-1 and no XML declaration',
  explanation:
    'What HTTP says of the charset wins over the XML declaration, so the body is read in this ' +
    'charset. It is allowed, but an ACS that takes every body for UTF-8 stumbles over the ' +
    'first letter beyond ASCII. Where names or values look garbled, compare the bytes with ' +
    'the charset.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=ISO-8859-1
SOAPAction:

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<cwmp:RebootResponse/>`,
  covers: ['cpe-8', 'field-9'],
  check: (subject, report) => {
    if (subject.head === null || !hasEnvelope(subject)) return
    const charset = contentTypeOf(subject.head)?.charset ?? 'utf-8'
    if (!withinUtf8.has(charset)) report(`The Content-Type says charset=${shown(charset)}.`)
  },
}

/** UTF-8, and ASCII, which is a part of it. */
const withinUtf8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])

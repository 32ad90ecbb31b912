import type { MessageRule } from '../../rule.js'
import { contentTypeOf, shown } from './sides.js'

export const conflictingCharsets: MessageRule = {
  kind: 'message',
  id: 'conflicting-charsets',
  severity: 'warning',
  title: 'Content-Type and XML declaration name different charsets.',
  reference: 'RFC 7303 3.2',
  explanation:
    'The charset of the Content-Type wins over the one in the XML declaration, but many ' +
    'receivers go by the declaration alone. As soon as a value has a letter beyond ASCII the ' +
    'two read it differently. Let the sender name one charset, best UTF-8, in both places.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=ISO-8859-1
SOAPAction:

<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soapenv:Header><cwmp:ID soapenv:mustUnderstand="1">1</cwmp:ID></soapenv:Header>
<soapenv:Body><cwmp:RebootResponse/></soapenv:Body>
</soapenv:Envelope>`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:

<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cwmp="urn:dslforum-org:cwmp-1-2">
<soapenv:Header><cwmp:ID soapenv:mustUnderstand="1">1</cwmp:ID></soapenv:Header>
<soapenv:Body><cwmp:RebootResponse/></soapenv:Body>
</soapenv:Envelope>`,
  check: ({ head, envelope }, report) => {
    const said = head === null ? null : contentTypeOf(head)?.charset
    const declared = envelope?.source.document.declaration?.encoding?.toLowerCase()
    if (said === null || said === undefined || declared === undefined) return
    if (named(said) !== named(declared)) {
      report(`The Content-Type says charset=${shown(said)}, the XML declaration ${shown(declared)}.`)
    }
  },
}

/** One name for those that mean the same. */
function named(charset: string): string {
  const plain = charset.replace(/[-_]/g, '')
  if (plain === 'latin1' || plain === 'iso88591') return 'iso88591'
  // ASCII is a part of UTF-8: what is both is read alike.
  return plain === 'usascii' || plain === 'ascii' ? 'utf8' : plain
}

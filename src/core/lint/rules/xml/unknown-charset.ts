import type { ReadingRuleDefinition } from '../../rule.js'

export const unknownCharset: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'unknown-charset',
  severity: 'warning',
  title:
    'The Content-Type or the XML declaration names a charset this program does not know; it read on as UTF-8.',
  reference:
    'practice: an ACS takes the charset from Content-Type first and then from the XML declaration, and knows UTF-8, UTF-16, ISO-8859-1 and ASCII',
  explanation:
    'Senders and receivers of CWMP agree on UTF-8; a receiver that does not know the charset refuses ' +
    'the message or reads letters outside ASCII wrongly. As long as the values are plain ASCII ' +
    'nothing is lost. Have the sender write UTF-8 and say so, or say nothing.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example
Content-Type: text/xml; charset=windows-1252

<cwmp:RebootResponse/>`,
  right: `POST /acs HTTP/1.1
Host: acs.example
Content-Type: text/xml; charset=utf-8

<cwmp:RebootResponse/>`,
}

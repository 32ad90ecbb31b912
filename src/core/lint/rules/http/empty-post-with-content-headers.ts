import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { postOf } from './sides.js'

export const emptyPostWithContentHeaders: MessageRule = {
  kind: 'message',
  id: 'empty-post-with-content-headers',
  severity: 'warning',
  title: 'The empty POST carries Content-Type or SOAPAction.',
  reference: 'practice: gSOAP 2.7 clients send both with their empty POST (genieacs/genieacs#74)',
  explanation:
    'An empty POST must carry neither, since there is no content they could be about. An ACS ' +
    'that decides by them expects an envelope, finds none, and answers with an error instead ' +
    'of its first request. Most look at the length and carry on.',
  wrong: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Type: text/xml; charset=utf-8
SOAPAction:
Content-Length: 0

`,
  right: `POST /acs HTTP/1.1
Host: acs.example:7547
Content-Length: 0

`,
  covers: ['cpe-32'],
  of: ['empty'],
  check: (subject, report) => {
    const head = postOf(subject)
    if (head === null) return
    const found = ['Content-Type', 'SOAPAction'].filter((name) => header(head, name) !== undefined)
    if (found.length > 0) report(`The empty POST carries ${found.join(' and ')}.`)
  },
}

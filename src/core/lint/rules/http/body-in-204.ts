import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'

export const bodyIn204: MessageRule = {
  kind: 'message',
  id: 'body-in-204',
  severity: 'error',
  title: 'The answer 204 announces a body.',
  reference: 'RFC 9110 15.3.5',
  explanation:
    'An answer 204 ends with its head; what is sent behind it is taken for the beginning of ' +
    'the next answer, and the CPE reads nonsense or hangs up. The ACS must either send no ' +
    'body or answer 200.',
  wrong: `HTTP/1.1 204 No Content
Content-Length: 12

`,
  right: `HTTP/1.1 204 No Content

`,
  check: ({ head }, report) => {
    if (head?.status !== 204) return
    const length = header(head, 'content-length') ?? '0'
    if (!/^0+$/.test(length) || header(head, 'transfer-encoding') !== undefined) {
      report('The answer 204 No Content announces a body.')
    }
  },
}

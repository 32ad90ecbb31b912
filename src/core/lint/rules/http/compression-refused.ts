import type { MessageRule } from '../../rule.js'
import { header } from '../../../http/index.js'
import { acsAnswerOf, shown } from './sides.js'

export const compressionRefused: MessageRule = {
  kind: 'message',
  id: 'compression-refused',
  severity: 'warning',
  title: 'The ACS does not take this kind of body (415).',
  reference: 'TR-069a6 3.4.7',
  explanation:
    'With 415 the ACS says that it cannot undo the compression of the body, or does not know ' +
    'its type. The CPE must send the session again uncompressed. Set ' +
    'ManagementServer.HTTPCompression to Disabled, or look at the Content-Type of the POST ' +
    'before.',
  wrong: `HTTP/1.1 415 Unsupported Media Type
Content-Length: 0

`,
  right: `HTTP/1.1 204 No Content

`,
  check: (subject, report) => {
    if (acsAnswerOf(subject)?.status !== 415) return
    const { answered } = subject
    const coding = answered ? header(answered, 'content-encoding') : undefined
    report(
      coding === undefined
        ? 'The ACS answers 415: it does not take this kind of body.'
        : `The ACS answers 415: it cannot undo Content-Encoding: ${shown(coding)}.`,
    )
  },
}

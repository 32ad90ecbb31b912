import type { MessageRule } from '../../rule.js'
import type { Fix } from '../../finding.js'
import { acsAnswerOf } from './sides.js'

export const emptyAnswerNot204: MessageRule = {
  kind: 'message',
  id: 'empty-answer-not-204',
  severity: 'warning',
  title: 'The empty answer is 200 instead of 204.',
  reference: 'TR-069a6 3.4.6',
  explanation:
    'When an ACS has nothing to say it must answer 204 No Content. Older ACSs send 200 with ' +
    'an empty body; a CPE should take both, but there are CPEs that end their session only on ' +
    'one of the two. If the device stays in its session, speak to it by the other one.',
  wrong: `HTTP/1.1 200 OK
Content-Length: 0

`,
  right: `HTTP/1.1 204 No Content

`,
  covers: ['field-20'],
  of: ['empty'],
  check: (subject, report) => {
    if (acsAnswerOf(subject)?.status !== 200) return
    report('The empty answer has status 200; it should be 204 No Content.', null, fix)
  },
}

const fix: Fix = {
  kind: 'quirk',
  title: 'Answer 204 when there is nothing to say',
  quirk: { emptyAnswer: 204 },
}

import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const postsAfterEnd: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['empty'],
  id: 'posts-after-end',
  severity: 'warning',
  title: 'The CPE goes on with empty POSTs after the session has ended.',
  reference:
    'practice: some CPEs end a session only on 204, others only on 200 without a body; an ACS has a "termination" quirk for it',
  explanation:
    'Both sides have said that they have no more to say, and the CPE does not take it for the end: it does not know this kind of empty answer. It may go on for ever, or count the session as failed. Answer it the other way: 200 without a body in place of 204, or 204 in place of 200.',
  wrong: 'CPE  POST (empty)\nACS  204\nCPE  POST (empty)\nACS  204\nCPE  POST (empty)',
  right: 'CPE  POST (empty)\nACS  204',
  covers: ['field-20'],
  turn: ({ direction, kind }, report, { over, lastAnswer, lastPost }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'empty' || !over) return
    if (lastAnswer === null || lastPost === null) return
    const other = lastAnswer.status === 204 ? 200 : 204
    report(
      `The CPE posts on after ${messageName(lastAnswer)} with status ${String(lastAnswer.status ?? '')}, which ends the session.`,
      null,
      {
        kind: 'quirk',
        title: other === 200 ? 'End sessions with 200 without a body' : 'End sessions with 204',
        quirk: { emptyAnswer: other },
      },
    )
  },
}

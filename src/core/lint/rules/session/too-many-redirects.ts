import { isRedirect } from '../../../sessions/track.js'
import type { SessionRule } from '../../rule.js'

/** As many as a CPE must follow. */
const mostRedirects = 5

export const tooManyRedirects: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'too-many-redirects',
  severity: 'error',
  title: 'The ACS redirects the CPE more than five times in a row.',
  reference: 'TR-069a6 3.4.2',
  explanation:
    'A CPE follows up to five redirects in a row; after that the session has failed. More of them are a loop as a rule: two servers that send the CPE to each other, or one that redirects to itself.',
  wrong: 'CPE  POST Inform\nACS  302\n…\nCPE  POST Inform\nACS  302  (the sixth)',
  right: 'CPE  POST Inform\nACS  302  Location: http://acs2/\nCPE  POST Inform\nACS  200 InformResponse',
  turn: ({ direction, head }, report, { redirects }) => {
    if (direction !== 'acs-to-cpe' || redirects !== mostRedirects || !isRedirect(head?.status)) return
    report(`The ACS redirects the CPE for the ${String(mostRedirects + 1)}th time in a row.`)
  },
}

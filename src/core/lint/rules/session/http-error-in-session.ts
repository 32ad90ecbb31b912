import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const httpErrorInSession: SessionRule = {
  kind: 'session',
  id: 'http-error-in-session',
  severity: 'error',
  title: 'The ACS ends the session with an HTTP error.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'Any status of 400 and above but 401 ends the session as failed: the CPE closes it and tries again later with a higher RetryCount. The body of the answer often says why; after 500 and 503 look into the log of the ACS. A problem with a message of the CPE belongs into a fault, not into the HTTP status.',
  wrong: 'CPE  POST Inform\nACS  500 Internal Server Error',
  right: 'CPE  POST Inform\nACS  200 InformResponse',
  turn: ({ direction, kind, head }, report, { lastPost }) => {
    const status = head?.status ?? 0
    if (direction !== 'acs-to-cpe' || kind !== 'http' || status < 400 || status === 401) return
    // A rule of its own names these.
    if (lastPost === null || lastPost.kind === 'fault' || lastPost.cookiesLost.length > 0) return
    report(`The ACS answers ${messageName(lastPost)} with HTTP status ${String(status)}.`)
  },
}

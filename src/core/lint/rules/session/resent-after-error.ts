import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const resentAfterError: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'resent-after-error',
  severity: 'error',
  title: 'The CPE sends a message again after an HTTP error.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'After an HTTP error the session has failed, and the CPE must not send the same request again within it: it closes the connection and opens a new session after its retry wait. A CPE that repeats at once can load an ACS that is in trouble still more, and have a request carried out twice.',
  wrong: 'CPE  POST TransferComplete\nACS  500\nCPE  POST TransferComplete',
  right: 'CPE  POST TransferComplete\nACS  500\n     (retry wait)\nCPE  POST Inform  RetryCount 1',
  turn: (turn, report, { failed }) => {
    if (turn.direction !== 'cpe-to-acs' || failed === null) return
    const { post, status } = failed
    if (turn.kind !== post.kind || (turn.envelope?.rpc ?? null) !== post.rpc) return
    if ((turn.envelope?.header.id ?? null) !== post.cwmpId) return
    report(
      `The CPE sends ${messageName(post)} again after HTTP status ${String(status)}, in the same session.`,
    )
  },
}

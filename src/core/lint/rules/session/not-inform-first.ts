import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const notInformFirst: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'not-inform-first',
  severity: 'error',
  title: 'The first message of a session is not an Inform.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A session begins with an Inform; before it the ACS does not know who speaks and refuses everything else. Mostly the message belongs to a session whose cookie and connection the CPE has lost: look for an open session of the same address just before. Otherwise the CPE believes in a session that the ACS has long closed.',
  wrong: 'CPE  POST (empty)\nACS  400 A CWMP session begins with an Inform.',
  right: 'CPE  POST Inform  cwmp:ID 1\nACS  200 InformResponse  cwmp:ID 1\nCPE  POST (empty)\nACS  204',
  turn: (turn, report, { count }) => {
    if (turn.direction !== 'cpe-to-acs' || count > 0) return
    if (turn.kind === 'request' && turn.envelope?.rpc === 'Inform') return
    const name = messageName({
      kind: turn.kind,
      rpc: turn.envelope?.rpc ?? null,
      faultCode: turn.envelope?.fault?.code ?? null,
      status: null,
      direction: turn.direction,
      unreadable: turn.envelope?.ok === false,
    })
    report(`The session begins with ${name} in place of an Inform.`)
  },
}

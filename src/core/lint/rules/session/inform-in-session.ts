import { messageName } from '../../message-name.js'
import type { SessionRule } from '../../rule.js'

export const informInSession: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['Inform'],
  id: 'inform-in-session',
  severity: 'error',
  title: 'The CPE sends another Inform inside a session.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'One Inform opens a session; it comes again only after a 401, a redirect or fault 8005. Another one means that the CPE has given the session up without saying so and starts anew: whatever the ACS asked for last is lost. Look at the last message of the ACS before it, which the CPE probably could not digest.',
  wrong:
    'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  200 GetParameterValues\nCPE  POST Inform',
  right:
    'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse\nACS  204',
  turn: (turn, report, { informResponse, over }) => {
    if (turn.direction !== 'cpe-to-acs' || turn.kind !== 'request' || turn.envelope?.rpc !== 'Inform') return
    if (informResponse === null || over) return
    report('The CPE sends another Inform though its session goes on.')
  },
  end: ({ outcome, informResponse, lastPost, lastAnswer }, report) => {
    if (outcome !== 'superseded' || informResponse === null) return
    // Nothing but the Inform: that rule says more.
    if (lastPost === null || lastAnswer === null || lastPost.rpc === 'Inform') return
    report(
      `The CPE began anew with another Inform; the last it got in this session was ${messageName(lastAnswer)}.`,
    )
  },
}

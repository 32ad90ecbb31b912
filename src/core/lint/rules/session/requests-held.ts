import { headerPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const requestsHeld: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  id: 'requests-held',
  severity: 'info',
  title: 'The ACS holds the requests of the CPE back.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'HoldRequests is deprecated and hardly an ACS uses it, so few CPEs have ever met it. Until a message comes without it, the CPE may only answer, and an empty POST does not mean that it has nothing to say. If the session goes wrong after this, try without.',
  wrong: 'ACS  200 InformResponse  HoldRequests 1',
  right: 'ACS  200 InformResponse',
  turn: ({ direction, envelope }, report, { holds }) => {
    if (direction !== 'acs-to-cpe' || envelope === null || holds > 0) return
    if (envelope.header.holdRequests !== true) return
    report('HoldRequests is 1: the CPE must not ask for now.', headerPlace(envelope, 'HoldRequests'))
  },
}

import { messageName } from '../../message-name.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const faultWithoutRequest: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'fault-without-request',
  severity: 'error',
  title: 'A fault answers something that is no request.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A fault answers a request and nothing else: never a response, another fault or an empty message. Who cannot make sense of a response has no way to say so in CWMP and ends the session. The fault most likely shows that the sender could not read what it got before; look at the findings of that message.',
  wrong: 'ACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse\nACS  200 Fault 8003',
  right: 'ACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse\nACS  204',
  turn: ({ direction, kind, envelope }, report, track) => {
    if (kind !== 'fault' || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    const peers = direction === 'cpe-to-acs' ? track.lastAnswer : track.lastPost
    if (asked !== null || peers === null || peers.unreadable) return
    report(
      `Fault ${envelope.fault?.code ?? ''} answers ${messageName(peers)}, which is no request.`,
      rpcPlace(envelope),
    )
  },
}

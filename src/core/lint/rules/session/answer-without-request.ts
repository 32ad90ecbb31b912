import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const answerWithoutRequest: SessionRule = {
  kind: 'session',
  of: ['response'],
  id: 'answer-without-request',
  severity: 'error',
  title: 'An answer comes though nothing was asked.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'A response answers the request in the message before it, and there is none: it was answered already, or belongs to an earlier session. The receiver refuses it or drops it. Look whether the sender repeats an answer, for instance after a slow one, or mixes up two sessions.',
  wrong:
    'ACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse\nACS  204\nCPE  POST GetParameterValuesResponse',
  right: 'ACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse\nACS  204',
  turn: ({ direction, kind, envelope }, report, track) => {
    if (kind !== 'response' || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    const peers = direction === 'cpe-to-acs' ? track.lastAnswer : track.lastPost
    if (asked !== null || peers === null || peers.unreadable) return
    report(
      `${envelope.rpc ?? 'The '}Response answers nothing: no request of the ${direction === 'cpe-to-acs' ? 'ACS' : 'CPE'} is open.`,
      rpcPlace(envelope),
    )
  },
}

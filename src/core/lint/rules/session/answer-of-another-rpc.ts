import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const answerOfAnotherRpc: SessionRule = {
  kind: 'session',
  of: ['response'],
  id: 'answer-of-another-rpc',
  severity: 'error',
  title: 'A request is answered by the response of another RPC.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'The name of a response is that of its request with "Response" behind it. Another one answers an earlier request, or the sender has mixed up two; its values must not be taken for what was asked. The ACS should end the session and ask again in the next.',
  wrong: 'ACS  200 GetParameterValues\nCPE  POST GetParameterNamesResponse',
  right: 'ACS  200 GetParameterValues\nCPE  POST GetParameterValuesResponse',
  turn: ({ direction, kind, envelope }, report, track) => {
    if (kind !== 'response' || envelope === null) return
    const asked = direction === 'cpe-to-acs' ? track.askedByAcs : track.askedByCpe
    if (asked === null || asked.rpc === null || asked.rpc === envelope.rpc) return
    report(`${asked.rpc} is answered by ${envelope.rpc ?? 'an unknown '}Response.`, rpcPlace(envelope))
  },
}

import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const requestAfterEmptyPost: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  id: 'request-after-empty-post',
  severity: 'error',
  title: 'The CPE sends a request after its empty POST.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'With its empty POST the CPE says that it has no more requests; from then on only the ACS asks, and what the CPE still wants to tell waits for its next session. Some ACSs answer such a request all the same, others end the session. Only while the ACS holds requests back (HoldRequests) an empty POST does not mean that.',
  wrong: 'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST (empty)\nACS  204\nCPE  POST TransferComplete',
  right:
    'CPE  POST Inform\nACS  200 InformResponse\nCPE  POST TransferComplete\nACS  200 TransferCompleteResponse\nCPE  POST (empty)\nACS  204',
  turn: ({ direction, kind, envelope }, report, { cpeDone }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope === null) return
    if (!cpeDone || envelope.rpc === 'Inform') return
    report(`The CPE sends ${envelope.rpc ?? 'a request'} after its empty POST.`, rpcPlace(envelope))
  },
}

import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const requestWhileHeld: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  id: 'request-while-held',
  severity: 'error',
  title: 'The CPE sends a request though the ACS holds requests back.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'With HoldRequests the ACS takes the turn: the CPE may send answers and empty POSTs only, until a message comes without it or with 0. HoldRequests is deprecated, but a CPE must honour it. Do not use it with this device.',
  wrong: 'ACS  200 InformResponse  HoldRequests 1\nCPE  POST TransferComplete',
  right: 'ACS  200 InformResponse  HoldRequests 1\nCPE  POST (empty)\nACS  204\nCPE  POST TransferComplete',
  turn: ({ direction, kind, envelope }, report, { holdRequests }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope === null) return
    if (!holdRequests || envelope.rpc === 'Inform') return
    report(`The CPE sends ${envelope.rpc ?? 'a request'} while HoldRequests is 1.`, rpcPlace(envelope))
  },
}

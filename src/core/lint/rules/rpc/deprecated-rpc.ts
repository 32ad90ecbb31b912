import { rpcTable } from '../../../rpc/index.js'
import { rpcPlace } from '../../member.js'
import type { EnvelopeRule } from '../../rule.js'

/** What is used in its place. */
const successors: ReadonlyMap<string, string> = new Map([['GetQueuedTransfers', 'GetAllQueuedTransfers']])

export const deprecatedRpc: EnvelopeRule = {
  kind: 'envelope',
  of: ['request'],
  rpcs: ['GetQueuedTransfers', 'SetVouchers', 'GetOptions', 'Kicked'],
  id: 'deprecated-rpc',
  severity: 'info',
  title: 'The RPC is deprecated.',
  reference: 'practice: the standard keeps these methods for old devices only',
  explanation:
    'The standard keeps this RPC for old devices only; newer ones need not support it and may answer 9000. Do not build anything new on it. In place of GetQueuedTransfers there is GetAllQueuedTransfers since CWMP 1.1; the others have no successor.',
  wrong: '<cwmp:GetQueuedTransfers></cwmp:GetQueuedTransfers>',
  right: '<cwmp:GetAllQueuedTransfers></cwmp:GetAllQueuedTransfers>',
  check: (envelope, report) => {
    const { rpc } = envelope
    if (rpc === null || rpcTable.get(rpc)?.deprecated !== true) return
    const successor = successors.get(rpc)
    report(`${rpc} is deprecated${successor === undefined ? '' : `; use ${successor}`}.`, rpcPlace(envelope))
  },
}

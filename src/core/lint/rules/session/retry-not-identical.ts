import type { RpcValue } from '../../../soap/index.js'
import { messageName } from '../../message-name.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const retryNotIdentical: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  id: 'retry-not-identical',
  severity: 'error',
  title: 'After fault 8005 the CPE does not send the same request again.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'Fault 8005 asks for the identical request once more, with the same cwmp:ID and the same content. The ACS waits for just that and takes anything else for a violation. CurrentTime and RetryCount of an Inform stay as they were, too.',
  wrong: 'CPE  POST TransferComplete  cwmp:ID 2\nACS  200 Fault 8005\nCPE  POST TransferComplete  cwmp:ID 3',
  right: 'CPE  POST TransferComplete  cwmp:ID 2\nACS  200 Fault 8005\nCPE  POST TransferComplete  cwmp:ID 2',
  turn: ({ direction, kind, envelope }, report, { again }) => {
    if (direction !== 'cpe-to-acs' || again?.why !== 'retry') return
    const { post } = again
    const place = envelope === null ? null : rpcPlace(envelope)
    if (kind !== 'request' || envelope === null || envelope.rpc !== post.rpc) {
      report(`After fault 8005 the CPE does not send ${messageName(post)} again.`, place)
    } else if ((envelope.header.id ?? null) !== post.cwmpId) {
      report(`After fault 8005 the CPE sends ${messageName(post)} with another cwmp:ID.`, place)
    } else if (!isSame(envelope.decoded, post.arguments)) {
      report(`After fault 8005 the CPE sends ${messageName(post)} with other content.`, place)
    }
  },
}

function isSame(left: RpcValue | undefined, right: RpcValue | undefined): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  const [leftEntries, rightEntries] = [Object.entries(left), Object.entries(right)]
  const rights = new Map<string, RpcValue>(rightEntries)
  return (
    leftEntries.length === rightEntries.length &&
    leftEntries.every(([key, value]) => isSame(value, rights.get(key)))
  )
}

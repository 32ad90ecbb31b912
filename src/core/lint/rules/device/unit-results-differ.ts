import { commandKeyOf } from '../../../sessions/device-memory.js'
import { structs } from '../../../tree/rpc-values.js'
import { rpcPlace } from '../../member.js'
import type { SessionRule } from '../../rule.js'

export const unitResultsDiffer: SessionRule = {
  kind: 'session',
  from: 'cpe-to-acs',
  of: ['request'],
  rpcs: ['DUStateChangeComplete'],
  id: 'unit-results-differ',
  severity: 'warning',
  title: 'There are fewer or more results than operations.',
  reference: 'cwmp-1-2.xsd DUStateChangeComplete',
  explanation:
    'DUStateChangeComplete has one result for each operation of its ChangeDUState, in their order. With another number nobody can tell which result belongs to which operation; compare the UUIDs. An update of all deployment units is the exception: it has a result for each of them.',
  wrong:
    'ACS  200 ChangeDUState  3 operations, CommandKey k\n…\nCPE  POST DUStateChangeComplete  1 result, CommandKey k',
  right:
    'ACS  200 ChangeDUState  3 operations, CommandKey k\n…\nCPE  POST DUStateChangeComplete  3 results, CommandKey k',
  turn: ({ direction, kind, envelope }, report, { device }) => {
    if (direction !== 'cpe-to-acs' || kind !== 'request' || envelope?.rpc !== 'DUStateChangeComplete') return
    const order = device?.unitChanges.get(commandKeyOf(envelope.decoded))
    if (order === undefined || envelope.cut === true || order.ofAll) return
    const results = structs(envelope.decoded['Results']).length
    if (results === order.operations) return
    report(`${String(results)} results answer ${String(order.operations)} operations.`, rpcPlace(envelope))
  },
}

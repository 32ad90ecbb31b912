import { rpcTable } from '../../../rpc/index.js'
import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'

export const requiredMethodRefused: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'required-method-refused',
  severity: 'warning',
  title: 'A method that must be supported is refused as not supported.',
  reference: 'cwmp-1-2.xsd CPEFaultCodeType, ACSFaultCodeType (method not supported)',
  explanation:
    'Faults 9000 (CPE) and 8000 (ACS) are for methods the receiver need not have. This one is required. Look whether the name and namespace of the request are right: some receivers answer "not supported" to what they cannot read.',
  wrong: 'ACS  200 GetParameterAttributes\nCPE  POST Fault 9000',
  right: 'ACS  200 GetParameterAttributes\nCPE  POST GetParameterAttributesResponse',
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope === null || asked === null || asked.rpc === null) return
    const code = envelope.fault?.code
    if (code !== '9000' && code !== '8000') return
    const definition = rpcTable.get(asked.rpc)
    if (definition?.required !== true || definition.since > (track.version ?? '1.4')) return
    // Required only of a CPE that takes files.
    if (asked.rpc === 'Download') return
    report(`${asked.rpc} must be supported, but is refused with ${code}.`, faultCodePlace(envelope))
  },
}

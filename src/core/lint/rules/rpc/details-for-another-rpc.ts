import { askedBefore } from '../../asked.js'
import { parameterFaultPlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'

export const detailsForAnotherRpc: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'details-for-another-rpc',
  severity: 'error',
  title: 'SetParameterValuesFault stands in the fault to another RPC.',
  reference: 'cwmp-1-2.xsd SetParameterValuesFault',
  explanation:
    'Only a refused SetParameterValues is explained parameter by parameter. In the fault to another RPC these details make the ACS believe that a SetParameterValues has failed, which may not even be open.',
  wrong: 'ACS  200 GetParameterValues\nCPE  POST Fault 9003  SetParameterValuesFault Device.X 9005',
  right: 'ACS  200 GetParameterValues\nCPE  POST Fault 9005',
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope === null || asked === null) return
    if (envelope.fault?.parameters === undefined || asked.rpc === 'SetParameterValues') return
    report(
      `The fault to ${asked.rpc ?? 'the request'} has a SetParameterValuesFault.`,
      parameterFaultPlace(envelope, 0, 'ParameterName'),
    )
  },
}

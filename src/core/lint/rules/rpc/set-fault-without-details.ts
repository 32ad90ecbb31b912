import { structs, text } from '../../../tree/rpc-values.js'
import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'

export const setFaultWithoutDetails: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'set-fault-without-details',
  severity: 'warning',
  title: 'The CPE refuses to set parameters and does not say which.',
  reference: 'cwmp-1-2.xsd SetParameterValuesFault',
  explanation:
    'With fault 9003 a CPE lists every parameter it refuses in a SetParameterValuesFault of its own, with the reason. Without these nobody can tell which of the values was wrong. Set the parameters one by one, or by halves, to find it.',
  wrong: 'ACS  200 SetParameterValues  Device.X, Device.Y\nCPE  POST Fault 9003',
  right:
    'ACS  200 SetParameterValues  Device.X, Device.Y\nCPE  POST Fault 9003  SetParameterValuesFault Device.Y 9007',
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    const fault = envelope?.fault
    if (turn.kind !== 'fault' || envelope === null || asked?.rpc !== 'SetParameterValues') return
    if (fault === undefined || fault.code !== '9003' || fault.parameters !== undefined) return
    const names = structs(asked.arguments['ParameterList']).map((parameter) => text(parameter['Name']))
    // For a name that is set twice 9003 by itself is right.
    if (names.length === 0 || new Set(names).size < names.length) return
    report(
      `Fault 9003 does not say which of ${names.length === 1 ? 'the values' : `the ${String(names.length)} parameters`} is wrong.`,
      faultCodePlace(envelope),
    )
  },
}

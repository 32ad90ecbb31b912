import { stringsOf } from '../../../tree/rpc-values.js'
import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'

export const batchFaultUnnamed: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'batch-fault-unnamed',
  severity: 'info',
  title: 'One unknown name fails the whole request, and is not named.',
  reference: 'practice: fault 9005 has no place for a name, so ACSs ask again name by name',
  explanation:
    'Fault 9005 refuses all names of the request because of one, and CWMP has no way to say which. Ask for the names one by one, or by halves, and look them up with GetParameterNames first: what the device does not have may depend on its model and version.',
  wrong: 'ACS  200 GetParameterValues  Device.X, Device.Y, Device.Z\nCPE  POST Fault 9005',
  right: 'ACS  200 GetParameterValues  Device.X\nCPE  POST GetParameterValuesResponse',
  covers: ['field-17'],
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope === null || envelope.fault?.code !== '9005') return
    // Only the two that read have a list of names.
    const names = stringsOf(asked?.arguments['ParameterNames']) ?? []
    if (names.length < 2) return
    report(
      `Fault 9005 does not say which of the ${String(names.length)} names the CPE does not know.`,
      faultCodePlace(envelope),
    )
  },
}

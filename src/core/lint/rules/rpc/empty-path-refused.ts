import { text } from '../../../tree/rpc-values.js'
import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import type { SessionRule } from '../../rule.js'
import { rootInstead } from './empty-parameter-path.js'

export const emptyPathRefused: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'empty-path-refused',
  severity: 'error',
  title: 'The CPE refuses the empty path.',
  reference: 'cwmp-1-2.xsd GetParameterNames (ParameterPath)',
  explanation:
    'The empty ParameterPath is the root of the data model, and a CPE must know it. This one does not. Ask it for the root by its name from now on.',
  wrong: 'ACS  200 GetParameterNames  ParameterPath (empty)\nCPE  POST Fault 9005',
  right: 'ACS  200 GetParameterNames  ParameterPath Device.\nCPE  POST GetParameterNamesResponse',
  covers: ['cpe-28', 'field-2'],
  turn: (turn, report, track) => {
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || turn.envelope === null || asked?.rpc !== 'GetParameterNames') return
    if (text(asked.arguments['ParameterPath']) !== '') return
    report(
      `The CPE answers fault ${turn.envelope.fault?.code ?? ''} to GetParameterNames of the empty path.`,
      faultCodePlace(turn.envelope),
      rootInstead,
    )
  },
}

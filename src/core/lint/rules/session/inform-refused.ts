import { argumentPlace } from '../../member.js'
import { quoted } from '../../place.js'
import type { SessionRule } from '../../rule.js'

export const informRefused: SessionRule = {
  kind: 'session',
  from: 'acs-to-cpe',
  of: ['fault'],
  id: 'inform-refused',
  severity: 'error',
  title: 'The ACS answers the Inform with a fault.',
  reference: 'TR-069a6 3.7.1.4',
  explanation:
    'There is no session then: the CPE gives up and retries later with the same events. Fault 8005 alone asks for the same Inform once more; 8006 says that the ACS speaks no CWMP version of the CPE; 8003 that it found the arguments wrong. Read the FaultString, and the findings of the Inform.',
  wrong: 'CPE  POST Inform\nACS  200 Fault 8003',
  right: 'CPE  POST Inform\nACS  200 InformResponse',
  turn: ({ direction, kind, envelope }, report, { askedByCpe }) => {
    if (direction !== 'acs-to-cpe' || kind !== 'fault' || askedByCpe?.rpc !== 'Inform') return
    const fault = envelope?.fault
    if (envelope === null || fault === undefined || fault.code === '8005') return
    report(
      `The ACS refuses the Inform with fault ${fault.code}: ${quoted(fault.string)}.`,
      argumentPlace(envelope, 'detail', 'Fault', 'FaultCode'),
    )
  },
}

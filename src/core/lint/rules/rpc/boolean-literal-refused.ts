import { askedBefore } from '../../asked.js'
import { faultCodePlace } from '../../fault-place.js'
import { nameText } from '../../quote.js'
import type { SessionRule } from '../../rule.js'
import { refusedValues } from './refused-values.js'

export const booleanLiteralRefused: SessionRule = {
  kind: 'session',
  of: ['fault'],
  id: 'boolean-literal-refused',
  severity: 'error',
  title: 'The CPE refuses one way of writing a boolean.',
  reference:
    'practice: a CPE takes 0 and 1 only and answers 9007 to true and false; an ACS has a switch for it',
  explanation:
    'Booleans are written 0 and 1, or true and false, and a CPE must take both. This one refused the way it was written in; write booleans the other way for this device. If that is refused, too, the value itself is not allowed.',
  wrong:
    'ACS  200 SetParameterValues  Device.Time.Enable true\nCPE  POST Fault 9003  SetParameterValuesFault Device.Time.Enable 9007',
  right: 'ACS  200 SetParameterValues  Device.Time.Enable 1\nCPE  POST SetParameterValuesResponse',
  covers: ['cpe-26', 'field-3'],
  turn: (turn, report, track) => {
    const { envelope } = turn
    const asked = askedBefore(turn, track)
    if (turn.kind !== 'fault' || envelope?.fault === undefined || asked?.rpc !== 'SetParameterValues') return
    const refused = refusedValues(envelope.fault, asked).find(
      ({ type, value }) => type === 'boolean' && /^(?:0|1|true|false)$/.test(value),
    )
    if (refused === undefined) return
    const literal = /^[01]$/.test(refused.value) ? 'true/false' : '0/1'
    report(
      `The CPE refuses the boolean ${nameText(refused.name)} written as ${refused.value}.`,
      faultCodePlace(envelope),
      { kind: 'quirk', title: `Write booleans as ${literal}`, quirk: { booleanLiteral: literal } },
    )
  },
}

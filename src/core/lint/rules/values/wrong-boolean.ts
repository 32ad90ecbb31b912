import { replaceWith } from '../../edits.js'
import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { mayQuote, typeOf, valuePlace } from '../../value-types.js'

export const wrongBoolean: ParameterRule = {
  kind: 'parameter',
  id: 'wrong-boolean',
  severity: 'error',
  title: 'A boolean is none of 0, 1, true and false.',
  reference: 'cwmp-1-2.xsd ParameterValueStruct (Value is of the type it declares; XML Schema: boolean)',
  explanation:
    'A boolean is written 0, 1, true or false, in small letters. What a receiver makes of 2, 4294967295 or TRUE differs: fault, false, or the last value stays. Do not rely on what is shown for this parameter before the sender is corrected.',
  wrong:
    '<ParameterValueStruct><Name>Device.Time.Enable</Name><Value xsi:type="xsd:boolean">TRUE</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.Time.Enable</Name><Value xsi:type="xsd:boolean">true</Value></ParameterValueStruct>',
  covers: ['cpe-24'],
  check: (parameter, report, envelope) => {
    const { value } = parameter
    if (value === '0' || value === '1' || value === 'true' || value === 'false' || value === null) return
    if (typeOf(parameter) !== 'boolean') return
    const text = value.trim()
    if (text === '' || /^(?:0|1|true|false)$/.test(text)) return
    const place = valuePlace(envelope, parameter)
    const right = /^(?:true|false)$/i.test(text) && mayQuote(parameter) ? text.toLowerCase() : null
    report(
      `${nameText(parameter.name)} is a boolean with the value ${quotedValue(parameter.name, text)}; only 0, 1, true and false are booleans.`,
      place,
      ...(right === null ? [] : [replaceWith(`Write ${right}`, place, right)]),
    )
  },
}

import { nameText, quotedValue } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { isWholeNumberType, readWholeNumber, typeOf, valuePlace } from '../../value-types.js'

export const valueOutOfModelRange: ParameterRule = {
  kind: 'parameter',
  id: 'value-out-of-model-range',
  severity: 'warning',
  title: 'A number is outside the range its data model gives it.',
  reference: 'practice: the definition in the data model that the finding names',
  explanation:
    'A CPE refuses such a value in SetParameterValues with fault 9007. Where a CPE reports it, its firmware does not keep to its data model, and a form or script that checks the range will not take the value back.',
  wrong:
    '<ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.DSCP</Name><Value xsi:type="xsd:unsignedInt">64</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.IP.Diagnostics.IPPing.DSCP</Name><Value xsi:type="xsd:unsignedInt">63</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const constraint = parameter.definition?.constraint
    if (constraint === undefined || constraint === null || parameter.value === null) return
    const { minimum, maximum } = constraint
    if (minimum === undefined && maximum === undefined) return
    const type = typeOf(parameter)
    if (!isWholeNumberType(type) || readWholeNumber(parameter.value.trim(), type) !== 'fits') return
    const number = Number(parameter.value)
    const bound =
      minimum !== undefined && number < minimum
        ? `at least ${minimum}`
        : maximum !== undefined && number > maximum
          ? `at most ${maximum}`
          : null
    if (bound === null) return
    report(
      `${nameText(parameter.name)} is ${quotedValue(parameter.name, parameter.value.trim())}; it is to be ${bound} (${parameter.definition?.source ?? ''}).`,
      valuePlace(envelope, parameter),
    )
  },
}

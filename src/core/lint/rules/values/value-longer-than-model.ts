import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { definedType, valuePlace } from '../../value-types.js'

export const valueLongerThanModel: ParameterRule = {
  kind: 'parameter',
  id: 'value-longer-than-model',
  severity: 'warning',
  title: 'A value is longer than its data model lets it be.',
  reference: 'practice: the definition in the data model that the finding names',
  explanation:
    'A CPE refuses a longer text in SetParameterValues with fault 9007, or cuts it off without a word. Where a CPE reports it, a server may cut it off in its database.',
  wrong:
    '<ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value xsi:type="xsd:string">the network of the house at the corner</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.WiFi.SSID.1.SSID</Name><Value xsi:type="xsd:string">house at the corner</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const maxLength = parameter.definition?.constraint?.maxLength
    if (maxLength === undefined || parameter.value === null) return
    const length = lengthOf(parameter.value, definedType(parameter))
    if (length === null || length <= maxLength) return
    report(
      `The value of ${nameText(parameter.name)} has ${length} characters; ${maxLength} are the most (${parameter.definition?.source ?? ''}).`,
      valuePlace(envelope, parameter),
    )
  },
}

/** In characters, as TR-106 counts sizes of strings; sizes of binary values are in octets and not looked at. */
function lengthOf(value: string, type: string | null): number | null {
  if (type !== 'string') return null
  // A character beyond the first plane has two code units.
  return /[\ud800-\udbff]/.test(value) ? [...value].length : value.length
}

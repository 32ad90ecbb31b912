import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { valuePlace } from '../../value-types.js'

export const valueLineEnds: ParameterRule = {
  kind: 'parameter',
  id: 'value-line-ends',
  severity: 'warning',
  title: 'A value begins or ends with a line end.',
  reference:
    'practice: captures show values such as DeviceSummary with line ends and indentation inside the element',
  explanation:
    'White space in a value counts: what stands between the tags is the value, line end and indentation with it. It looks as if the message was formatted for reading before it was sent or recorded. Comparing such a value with the expected one fails, and setting it back stores the line end.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.ModelName</Name><Value xsi:type="xsd:string">\n    Gateway 5\n  </Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.ModelName</Name><Value xsi:type="xsd:string">Gateway 5</Value></ParameterValueStruct>',
  covers: ['cpe-45'],
  check: (parameter, report, envelope) => {
    const { value, name } = parameter
    if (value === null || value === '') return
    if (value.charCodeAt(0) > space && value.charCodeAt(value.length - 1) > space) return
    const before = /^[ \t]*[\r\n]/.test(value)
    const after = /[\r\n][ \t]*$/.test(value)
    // A log ends its last line as it ends the others.
    if (!before && (!after || holdsLines(name, value))) return
    report(
      `The value of ${nameText(name)} ${before ? (after ? 'begins and ends' : 'begins') : 'ends'} with a line end; it is part of the value.`,
      valuePlace(envelope, parameter),
    )
  },
}

const space = 0x20

const holdsLines = (name: string, value: string): boolean =>
  /(?:Log|Logs|Config|Result|Results|Certificate)$/.test(name) || /[\r\n]/.test(value.trim())

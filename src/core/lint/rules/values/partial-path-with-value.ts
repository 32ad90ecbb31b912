import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace } from '../../value-types.js'

export const partialPathWithValue: ParameterRule = {
  kind: 'parameter',
  id: 'partial-path-with-value',
  severity: 'error',
  title: 'A value is given to an object.',
  reference: 'TR-106 (paths of objects end with a dot; cwmp-1-2.xsd ParameterValueStruct names a parameter)',
  explanation:
    'A name that ends with a dot is an object, and objects have no values. In SetParameterValues the CPE answers 9005; in what a CPE reports, the value belongs to no parameter. GetParameterValues may ask for such a path, but its answer names the parameters below it.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.ModelName</Name><Value xsi:type="xsd:string"></Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    const { name } = parameter
    if (!name.endsWith('.') || name.startsWith('.')) return
    report(
      `${nameText(name)} is an object (its name ends with a dot), but is given a value.`,
      namePlace(envelope, parameter),
    )
  },
}

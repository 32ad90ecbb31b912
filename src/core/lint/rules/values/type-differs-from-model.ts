import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { declaredType, definedType, isWholeNumberType, sets, typePlace } from '../../value-types.js'

export const typeDiffersFromModel: ParameterRule = {
  kind: 'parameter',
  id: 'type-differs-from-model',
  severity: 'warning',
  title: 'A CPE reports a parameter with another type than its data model gives it.',
  reference: 'practice: the definition in the data model that the finding names',
  explanation:
    'The type a value declares is to be that of the data model. Servers often take the declared type over and write the parameter back with it; whether the CPE then accepts it depends on the CPE. When you set this parameter and get fault 9006, try the type of the data model.',
  wrong:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:string">5</Value></ParameterValueStruct>',
  right:
    '<ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">5</Value></ParameterValueStruct>',
  check: (parameter, report, envelope) => {
    if (parameter.type === null || parameter.definition === null || sets(envelope)) return
    const declared = declaredType(parameter.type)
    const defined = definedType(parameter)
    if (declared === null || defined === null || declared === defined) return
    // Versions of the data models widened counters; a number that fits is read alike.
    if (isWholeNumberType(declared) && isWholeNumberType(defined)) return
    report(
      `${nameText(parameter.name)} is reported as ${declared}; it is ${defined} (${parameter.definition.source}).`,
      typePlace(envelope, parameter),
    )
  },
}

import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { declaredType, definedType, sets, typePlace } from '../../value-types.js'

export const setTypeDiffersFromModel: ParameterRule = {
  kind: 'parameter',
  id: 'set-type-differs-from-model',
  severity: 'warning',
  title: 'A parameter is set with another type than its data model gives it.',
  reference: 'cwmp-1-2.xsd CPEFaultCodeType (9006, invalid parameter type)',
  explanation:
    'A CPE compares the declared type with that of the parameter and refuses another one with fault 9006; then nothing of the whole SetParameterValues is applied. Some CPEs look at the value alone. Declare the type of the data model, or the one the CPE itself reports.',
  wrong:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.PeriodicInformInterval</Name><Value xsi:type="xsd:string">300</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  right:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.ManagementServer.PeriodicInformInterval</Name><Value xsi:type="xsd:unsignedInt">300</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  check: (parameter, report, envelope) => {
    if (!sets(envelope) || parameter.type === null || parameter.definition === null) return
    const declared = declaredType(parameter.type)
    const defined = definedType(parameter)
    if (declared === null || defined === null || declared === defined) return
    report(
      `${nameText(parameter.name)} is to be set as ${declared}; it is ${defined} (${parameter.definition.source}).`,
      typePlace(envelope, parameter),
    )
  },
}

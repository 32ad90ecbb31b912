import { nameText } from '../../quote.js'
import type { ParameterRule } from '../../rule.js'
import { namePlace, sets } from '../../value-types.js'

export const readOnlySet: ParameterRule = {
  kind: 'parameter',
  id: 'read-only-set',
  severity: 'warning',
  title: 'A parameter is to be set that its data model makes read-only.',
  reference: 'cwmp-1-2.xsd CPEFaultCodeType (9008, attempt to set a non-writable parameter)',
  explanation:
    'The CPE answers fault 9003 with 9008 for this parameter, and applies nothing of the whole SetParameterValues. Ask the device with GetParameterNames whether it lets the parameter be written: some do where the data model does not.',
  wrong:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.DeviceInfo.UpTime</Name><Value xsi:type="xsd:unsignedInt">0</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  right:
    '<cwmp:SetParameterValues><ParameterList soap-enc:arrayType="cwmp:ParameterValueStruct[1]"><ParameterValueStruct><Name>Device.DeviceInfo.ProvisioningCode</Name><Value xsi:type="xsd:string">a</Value></ParameterValueStruct></ParameterList><ParameterKey>1</ParameterKey></cwmp:SetParameterValues>',
  check: (parameter, report, envelope) => {
    if (!sets(envelope)) return
    const { definition, name } = parameter
    if (definition === null || definition.writable) return
    report(`${nameText(name)} is read-only (${definition.source}).`, namePlace(envelope, parameter))
  },
}

import type { ReadingRuleDefinition } from '../../rule.js'

export const missingValue: ReadingRuleDefinition = {
  kind: 'reading',
  id: 'missing-value',
  severity: 'error',
  title: 'A ParameterValueStruct without Value.',
  reference: 'cwmp-1-2.xsd ParameterValueStruct',
  explanation:
    'A parameter that has nothing to say has an empty Value; here the element itself is missing. ACSs' +
    ' have failed on it: they stopped reading the list, or the session, at this parameter. Leave the ' +
    'parameter out of the request (a phone adapter does it for its DeviceLog), or ask for its ' +
    'neighbours one by one.',
  wrong: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.X_LAB_Log</Name>
</ParameterValueStruct>`,
  right: `<ParameterValueStruct>
  <Name>Device.DeviceInfo.X_LAB_Log</Name>
  <Value xsi:type="xsd:string"></Value>
</ParameterValueStruct>`,
  covers: ['cpe-21', 'field-6'],
}
